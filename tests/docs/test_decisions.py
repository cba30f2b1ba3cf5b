import re
from pathlib import Path

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"


def test_decisions_are_numbered_once_each_without_a_gap_and_say_their_number():
    pages = sorted(DECISIONS.glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    assert [int(re.match(r"# (\d+)\. ", page.read_text())[1]) for page in pages] == numbers
