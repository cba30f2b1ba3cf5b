from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import CallPageFactory


@pytest.fixture
def browser(signed_in, secretariat):
    return signed_in(secretariat)


@pytest.fixture
def open_call():
    """A call that was opened a week ago, at a whole minute as its editor's box has it."""
    minute = timezone.now().replace(second=0, microsecond=0)
    call = CallPageFactory(opens_at=minute - timedelta(days=7), closes_at=minute + timedelta(days=21))
    call.save_revision().publish()
    call.refresh_from_db()
    return call
