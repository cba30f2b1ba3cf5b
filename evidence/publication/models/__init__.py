from evidence.publication.models.edition import Edition, EditionAnswer, EditionAttachment
from evidence.publication.models.note import ScreeningNote
from evidence.publication.models.purge import Purge

__all__ = ["Edition", "EditionAnswer", "EditionAttachment", "Purge", "ScreeningNote"]
