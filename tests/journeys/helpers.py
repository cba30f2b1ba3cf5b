"""What a journey does beside reading and clicking."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import Locator, Page

SHOTS = Path(__file__).resolve().parents[2] / "var" / "shots"
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# What the focused thing is called, as its reader would say it, and whether the focus can be seen.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const labelled = (one.getAttribute('aria-labelledby') || '').split(/\\s+/).filter(Boolean)
    .map(id => document.getElementById(id)?.textContent || '').join(' ');
  const label = one.labels && one.labels.length ? one.labels[0].textContent : '';
  const name = one.getAttribute('aria-label') || labelled || label || one.textContent || one.value || one.title || '';
  const style = getComputedStyle(one), around = one.labels?.length ? getComputedStyle(one.labels[0], '::before') : style;
  const shows = s => (s.outlineStyle !== 'none' && s.outlineWidth !== '0px') || s.boxShadow !== 'none';
  return {name: name.replace(/\\s+/g, ' ').trim(), group: one.type === 'radio' ? one.name : '', type: one.type || '',
          visible: shows(style) || shows(around)};
}"""


# A message that fades in has less contrast on its way than when it stands.
STILL = """() => Promise.all(document.getAnimations()
  .filter(one => Number.isFinite(one.effect?.getComputedTiming().endTime))
  .map(one => one.finished.catch(() => null)))"""


def axe(page: Page) -> None:
    """Fail with each breach of WCAG 2.2 AA that axe finds. Needs a page with JavaScript on."""
    page.wait_for_load_state()  # a page without its styles yet is not the page that people see
    page.evaluate(STILL)
    results = Axe().run(page, options={"runOnly": WCAG_2_2_AA, "resultTypes": ["violations"]})
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html'][:200]}\n    "
        + node["failureSummary"].replace("\n", " ")
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)


def shot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page in var/shots; return its path."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}-{page.viewport_size['width']}.png"
    page.screenshot(path=path, full_page=True)
    return path


def fits(page: Page) -> None:
    """Fail when the page must be scrolled sideways at its width."""
    page.wait_for_load_state()  # a click is over when the next page has begun, which has no width yet
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen, f"{page.url} is {wide} px wide in a window of {seen} px"


def is_there(what: Locator) -> bool:
    """Say whether something is to be seen on a page, once the whole page is there: a journey that may go either way asks so."""
    what.page.wait_for_load_state()
    return what.is_visible()


def eventually(page: Page, check: Callable[[], bool], seconds: int = 20) -> None:
    """Wait until `check` holds, while the page goes on. Fails when it never does."""
    limit = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < limit, f"not within {seconds} seconds"
        page.wait_for_timeout(100)


def link_in_mail(to: str, having: str = "") -> str:
    """Return the first link, on which `having` stands, of the newest mail to an address."""
    for message in reversed(mail.outbox):
        for link in re.findall(r"https?://\S+", message.body):
            if to in message.to and having in link:
                return link.rstrip(".,)")
    raise AssertionError(f"No mail to {to} has a link with {having!r}: {[(m.to, m.subject) for m in mail.outbox]}")


class Keyboard:
    """Someone without a mouse: Tab, arrows, Space, Enter, and the letters."""

    FURTHEST = 200

    def __init__(self, page: Page) -> None:
        page.wait_for_load_state()  # a script that arrives later may move what has the focus
        self.page = page

    def focused(self) -> dict[str, str]:
        """Return the name, type and group of what has the focus."""
        return self.page.evaluate(FOCUSED) or {"name": "", "group": "", "type": "", "visible": True}

    def to(self, name: str) -> None:
        """Tab to what is called `name` (whole, or its beginning). Fails when it can't be reached or the focus not seen."""
        passed = []
        for _ in range(self.FURTHEST):
            if (here := self.focused())["name"].startswith(name):
                assert here["visible"], f"The focus can't be seen on {here['name']!r}."
                return
            passed.append(here["name"][:40])
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {name!r} on {self.page.url}; it passes {passed[:30]}.")

    def fill(self, label: str, text: str) -> None:
        """Replace what stands in the field called `label`."""
        self.to(label)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def choose(self, group: str, label: str) -> None:
        """Choose one radio: Tab into the group at the radio called `group`, then go by arrows to `label`."""
        self.to(group)
        for _ in range(self.FURTHEST):
            if self.focused()["name"].startswith(label):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not reach {label!r} on {self.page.url}.")

    def tick(self, label: str) -> None:
        """Tick or untick a box."""
        self.to(label)
        self.page.keyboard.press("Space")

    def press(self, name: str) -> None:
        """Go to a button or link and press Enter."""
        self.to(name)
        self.page.keyboard.press("Enter")
