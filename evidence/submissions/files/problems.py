"""Why a file is not taken, in the design system's words."""

from enum import StrEnum

from django.utils.translation import gettext as _

from core.errors import Refused
from evidence.submissions.files.kinds import Kind, kinds_in_words
from evidence.submissions.files.limits import MAX_FILE, MAX_FILES, MAX_PIXELS, MB


class Problem(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too_big"
    WRONG_KIND = "wrong_kind"
    MISNAMED = "misnamed"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    MIXED = "mixed"
    UNPACKS = "unpacks"
    PIXELS = "pixels"
    SLOW = "slow"
    TOO_MANY = "too_many"
    VIRUS = "virus"
    NOT_RECEIVED = "not_received"


class BadFile(Refused):
    """A file was not taken. `problem` says why; the reason is the sentence for its owner."""

    def __init__(self, problem: Problem, kind: Kind | None = None) -> None:
        super().__init__(sentence(problem, kind))
        self.problem = problem


def sentence(problem: Problem, kind: Kind | None = None) -> str:
    """Return the words for `problem`; `kind` is what the file's name says it is."""
    label = kind.label if kind else ""
    return {
        Problem.EMPTY: _("The selected file is empty"),
        Problem.TOO_BIG: _("The selected file must be smaller than %(size)sMB") % {"size": MAX_FILE // MB},
        Problem.WRONG_KIND: _("The selected file must be a %(kinds)s") % {"kinds": kinds_in_words()},
        Problem.MISNAMED: _("The selected file is named as a %(kind)s, but it is something else") % {"kind": label},
        Problem.MACROS: _("The selected file contains macros – save it without them and try again"),
        Problem.ENCRYPTED: _("The selected file is password protected"),
        Problem.BROKEN: _("The selected file is damaged and cannot be opened"),
        Problem.MIXED: _("The selected file holds another file inside it – save it again as a new %(kind)s")
        % {"kind": label},
        Problem.UNPACKS: _("The selected file is too large when unpacked – split it into smaller files"),
        Problem.PIXELS: _("The selected picture must have fewer than %(count)s million pixels")
        % {"count": MAX_PIXELS // 1_000_000},
        Problem.SLOW: _("The selected file is too complicated to check – save it again as a simpler file"),
        Problem.TOO_MANY: _("You can only attach up to %(count)s files") % {"count": MAX_FILES},
        Problem.VIRUS: _("The selected file contains a virus"),
        Problem.NOT_RECEIVED: _("The selected file could not be uploaded – try again"),
    }[problem]
