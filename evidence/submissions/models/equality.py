"""Who answered, in the large.

Counts for a whole call and nothing of one person: a row for each person, whatever its key, lies in the file where it was
laid down, and rows in the order of their coming can be laid beside submissions in the order of theirs.
"""

from django.db import models


class EqualityCount(models.Model):
    """How often one answer was given. All that were offered stand here from the first on, so their order tells nothing."""

    call = models.ForeignKey("calls.CallPage", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=30)
    answer = models.CharField(max_length=120)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "question", "answer"], name="one_equality_count_an_answer")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
