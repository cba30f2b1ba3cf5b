"""Mail: every message is a row before it is anything else.

The row commits with what it speaks of; a task sends it after the commit and tries again when it fails. All of
Django's and allauth's mail comes this way too, through `backend.OutboxBackend`.
"""
