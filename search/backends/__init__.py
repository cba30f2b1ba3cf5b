"""Search engines behind Haystack. Everything in this folder but the engines' own packages serves them all."""
