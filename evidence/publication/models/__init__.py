from evidence.publication.models.edition import Edition, EditionAnswer, EditionAttachment
from evidence.publication.models.note import ScreeningNote

__all__ = ["Edition", "EditionAnswer", "EditionAttachment", "ScreeningNote"]
