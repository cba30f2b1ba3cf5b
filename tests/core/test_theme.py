"""No font, palette or file of the NHS reaches what we serve."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings

from core.theme import PALETTE, SCRIPT, STYLESHEET, UnknownColour, built_theme, self_starting_script, themed_stylesheet

ROOT = Path(settings.BASE_DIR)
THEIRS = {colour for colours in PALETTE.values() for colour in colours.split()}
OUR_SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))


def built(name: str) -> str:
    return (built_theme() / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [STYLESHEET, SCRIPT])
def test_nothing_of_the_nhs_is_left(name: str) -> None:
    text = built(name).lower()

    assert "assets.nhs.uk" not in text
    assert "www.nhs.uk" not in text
    assert "frutiger" not in text
    assert "@font-face" not in text
    assert not re.search(r"https?://", text)
    assert {colour for colour in THEIRS if re.search(rf"{colour}\b", text)} == set()


def test_the_original_names_what_we_take_out() -> None:
    """Else the test above would pass on anything."""
    package = Path(finders.__file__).parents[3] / "wagtailnhsukfrontend/static/wagtailnhsukfrontend/css"
    original = next(package.glob("*.css")).read_text(encoding="utf-8").lower()

    assert "assets.nhs.uk" in original
    assert "frutiger" in original
    assert {colour for colour in THEIRS if colour not in original} == set()


def test_our_own_sheets_name_no_colour_of_theirs() -> None:
    ours = "\n".join(sheet.read_text(encoding="utf-8").lower() for sheet in OUR_SHEETS)

    assert {colour for colour in THEIRS if re.search(rf"{colour}\b", ours)} == set()
    assert "url(" not in ours


def test_every_token_that_a_sheet_uses_has_a_value() -> None:
    sheets = built(STYLESHEET) + "".join(sheet.read_text(encoding="utf-8") for sheet in OUR_SHEETS)
    defined = set(re.findall(r"(--mh-[a-z0-9-]+):", sheets))

    assert set(re.findall(r"var\((--mh-[a-z0-9-]+)", sheets)) <= defined


@pytest.mark.parametrize(
    "css",
    ["a{color:#c0ffee}", "a{background:url(https://elsewhere.example/x.png)}", "@import 'http://elsewhere.example';"],
)
def test_a_new_release_can_not_slip_anything_in(css: str) -> None:
    with pytest.raises(UnknownColour):
        themed_stylesheet(css)


def test_a_colour_becomes_a_token_and_a_font_the_systems() -> None:
    css = "@font-face{src:url(https://assets.nhs.uk/x)}a{color:#005EB8;font-family:Frutiger W01,arial,sans-serif}"

    assert themed_stylesheet(css) == (
        'a{color:var(--mh-link);font-family:"Segoe UI","Helvetica Neue",Arial,sans-serif}'
    )


def test_the_script_starts_itself_and_names_no_map() -> None:
    script = self_starting_script("export{initAll};\n//# sourceMappingURL=x.js.map\n")

    assert script.endswith("initAll();\n")
    assert "sourceMappingURL" not in script


def test_the_package_s_own_files_are_not_served() -> None:
    assert finders.find("wagtailnhsukfrontend/favicons/favicon.ico") is None
    assert finders.find("wagtailnhsukfrontend/css/nhsuk-frontend-10.4.2.min.css") is None
    assert finders.find("wagtailadmin/css/core.css") is not None


def test_the_themed_files_are_found_with_a_compressed_copy_beside_them() -> None:
    found = Path(str(finders.find(STYLESHEET)))

    assert gzip.decompress(found.with_name("frontend.css.gz").read_bytes()) == found.read_bytes()
    assert finders.find(STYLESHEET, find_all=True) == [str(found)]


def test_static_files_are_served_without_being_gathered(client: Client) -> None:
    response = client.get(f"/static/{STYLESHEET}", headers={"Accept-Encoding": "gzip"})

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == built(STYLESHEET)


def test_static_files_are_gathered_with_hashes_and_without_the_package_s(tmp_path: Path) -> None:
    """As production does it: every file that a stylesheet or script names must be there."""
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={**settings.STORAGES, "staticfiles": storage}):
        call_command("collectstatic", interactive=False, verbosity=0)

    gathered = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    text = {name: path.read_text(encoding="utf-8") for name, path in gathered.items() if path.suffix in (".css", ".js")}
    assert {STYLESHEET, SCRIPT, "css/moothall.css", "wagtailadmin/css/core.css", "staticfiles.json"} <= set(gathered)
    assert any(re.fullmatch(r"moothall/frontend\.[0-9a-f]{12}\.css\.gz", name) for name in gathered)
    assert [name for name in gathered if "nhs" in name] == []
    assert [name for name, one in text.items() if re.search("#005eb8|assets.nhs.uk|frutiger", one.lower())] == []


def test_threads_that_ask_at_once_all_get_the_whole_theme(tmp_path: Path) -> None:
    """A browser asks for the sheet and the script together, and the first two questions of a new process race."""
    with override_settings(DATA_DIR=tmp_path), ThreadPoolExecutor(12) as pool:
        folders = {one.result() for one in [pool.submit(built_theme.__wrapped__) for _ in range(24)]}

    assert folders == {tmp_path / "theme"}
    made = sorted(path.name for path in (tmp_path / "theme" / "moothall").iterdir())
    assert made == ["frontend.css", "frontend.css.gz", "frontend.js", "frontend.js.gz"]
