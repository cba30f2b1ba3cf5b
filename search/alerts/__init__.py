"""Saved searches: mail about what was published since and fits them."""
