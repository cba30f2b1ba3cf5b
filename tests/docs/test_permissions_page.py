from django.conf import settings

from core.lifecycle import LIFECYCLES
from core.moves_table import with_moves


def test_the_page_shows_every_move_as_the_code_has_it():
    page = (settings.BASE_DIR / "docs" / "permissions.md").read_text()
    assert with_moves(page) == page, "Run `python manage.py write_moves_table`."
    assert all(f"### {table.noun.capitalize()}" in page for table in LIFECYCLES.values())
