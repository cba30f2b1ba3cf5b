"""What moderators keep: the words that are read first, and what they said to each other."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BannedWords(models.Model):
    """A word, or words in a row, in whatever case. Whoever uses them is read before they are published."""

    words = models.CharField(max_length=100, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = _("words read first")

    def __str__(self) -> str:
        return self.words


class Note(models.Model):
    """What one moderator wrote for the others about a contribution. Never shown to anybody else."""

    contribution = models.ForeignKey("Contribution", on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.at:%H:%M}"


class Wording(models.Model):
    """What a contribution said before staff edited it for clarity: everybody may see what was changed."""

    contribution = models.ForeignKey("Contribution", on_delete=models.CASCADE, related_name="wordings")
    before = models.TextField()
    after = models.TextField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.at:%H:%M}"
