"""Who answered, in the large.

These rows point at a call and at nothing else: no submission, no person, no time. Their keys are random, because keys
in order could be laid beside submissions in order.
"""

import uuid

from django.db import models


class EqualityAnswer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey("calls.CallPage", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=30)
    answer = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.question
