from consultations.calls.models.call import CallDocument, CallPage, Check, Extension
from consultations.calls.models.questions import Question, QuestionVersion, Section

__all__ = ["CallDocument", "CallPage", "Check", "Extension", "Question", "QuestionVersion", "Section"]
