"""What runs in the reading process. Nothing here imports Django, and nothing else imports this.

Each reader module has `opened(file)`, which returns the number of pages or None, `text(file)`, which yields what people
read in it, and `everything(file)`, which yields that and what else it holds.
"""
