"""What is asked about people."""

from allauth.account.models import EmailAddress

from accounts.models import User


def proven_addresses(user: User) -> list[str]:
    """Return the addresses, in small letters, at which this person was shown to read mail."""
    verified = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return [address.lower() for address in verified]
