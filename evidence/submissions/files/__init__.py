"""Files that come with a submission: what is taken in, how it is checked, read and handed out again."""
