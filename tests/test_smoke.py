import pytest

from core.audit import first_broken_link


@pytest.mark.django_db
def test_the_audit_chain_of_a_new_house_holds():
    assert first_broken_link() is None
