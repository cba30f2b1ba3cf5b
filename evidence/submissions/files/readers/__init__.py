"""What runs in the reading process. Nothing here imports Django, and nothing else imports this.

Each reader module has `opened(file)`, which returns the number of pages or None, and `text(file)`, which yields pieces.
"""
