"""The one way a verb says no."""


class Refused(Exception):
    """A verb was refused and nothing was changed.

    `reasons` are whole sentences, fit to be shown to the person who tried.
    """

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(Refused):
    """This person may not do this; another might."""


class Stale(Refused):
    """Somebody else changed it since this person read it. Theirs stays, and this person's words are given back."""


class SignedOut(NotAllowed):
    """Somebody who is not signed in, or not any more, sent a form that only some people may send."""
