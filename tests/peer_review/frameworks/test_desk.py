"""The desk: what is kept there, by whom, and that nobody's words are lost or written over."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peer_review.frameworks import domain, queries
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import Framework, FrameworkVersion, Line
from tests.factories import UserFactory
from tests.peer_review.frameworks.factories import drafted, in_force, line_named, wording

SENT = {
    "name": "Who pays",
    "question": "Who pays for what?",
    "prompts": "Ask for the budget.\n\n  Follow one payment.  ",
    "good": "Everybody can say.",
}


def at(name, *args):
    return reverse(f"frameworks:{name}", args=args)


@pytest.fixture
def draft(version, keeper):
    return domain.new_version(framework=version.framework, by=keeper)


@pytest.fixture
def line(draft):
    return line_named(draft, "Who decides")


@pytest.fixture
def desk(client, keeper):
    client.force_login(keeper)
    return client


def sent(line, **changes):
    """Return what the form of a line sends when it was drawn with the line as it stands."""
    return {
        "theme": str(line.theme.key),
        "name": line.title,
        "question": line.question,
        "prompts": "\n".join(line.prompt_texts),
        "good": line.good,
        "after": queries.stamp_of_line(line),
        **changes,
    }


def test_a_framework_is_begun_written_and_put_in_force_on_its_pages(desk, db):
    page = desk.post(at("begin"), {"name": "Core framework", "purpose": "What peers look at."})
    assert page.url == at("draft", "core-framework")
    assert "Nothing is written yet" in desk.get(page.url).text
    new = desk.get(at("new_theme", "core-framework")).url
    assert desk.post(new, {"name": "Money", "after": ""}).url.startswith(at("draft", "core-framework"))
    theme = Framework.objects.get().versions.get().themes.get()
    assert "These themes have no line of enquiry yet: “Money”." in desk.get(at("draft", "core-framework")).text
    new = desk.get(f"{at('new_line', 'core-framework')}?theme={theme.key}").url
    assert f'value="{theme.key}" selected' in desk.get(new).text
    desk.post(new, {**SENT, "theme": theme.key, "after": ""})
    desk.post(new, {**SENT, "theme": theme.key, "after": ""})  # twice
    line = Line.objects.get()
    assert (line.code, line.prompt_texts) == ("1.1", ["Ask for the budget.", "Follow one payment."])
    draft = FrameworkVersion.objects.get()
    form = {"reason": "From what peers told us.", "after": queries.stamp_of_version(draft)}
    assert desk.post(at("put_in_force", "core-framework"), form).url == at("desk_one", "core-framework")
    assert FrameworkVersion.objects.get().state == VersionState.IN_FORCE
    again = desk.post(at("put_in_force", "core-framework"), form, follow=True)
    assert "There is no draft: it was put in force or discarded." in again.text
    assert FrameworkVersion.objects.count() == 1


def test_what_is_missing_or_too_long_is_said_beside_its_field(desk, draft, line):
    address = at("draft_line", draft.framework.slug, line.key)
    page = desk.post(address, sent(line, name="", good="", question="", theme="")).text
    for words in (
        "Enter a title",
        "Enter what good looks like",
        "Enter the question that peers ask",
        "Choose a theme",
    ):
        assert page.count(words) == 2  # in the summary and beside its field
    page = desk.post(address, sent(line, prompts="\n".join("ab"))).status_code
    assert page == 302
    page = desk.post(address, sent(line, prompts="\n".join("abcdefghijklm"))).text
    assert page.count("Enter 12 prompts or fewer") == 2
    page = desk.post(address, sent(line, prompts="x" * 301)).text
    assert page.count("Each prompt must be 300 characters or fewer") == 2
    page = desk.post(at("put_in_force", draft.framework.slug), {"reason": ""}).text
    assert page.count("Say what changed and why") == 2


def test_a_conflict_shows_both_texts_and_the_next_save_has_read_both(desk, draft, line, keeper):
    address, mine = at("draft_line", draft.framework.slug, line.key), sent(line, good="Mine.")
    domain.save_line(
        version=draft,
        key=line.key,
        theme=line.theme.key,
        wording=wording("Who decides", good="Theirs."),
        after=queries.stamp_of_line(line),
        by=keeper,
    )
    page = desk.post(address, mine).text
    assert "Somebody else changed this meanwhile" in page
    assert "Theirs." in page
    assert "Mine.</textarea>" in page
    assert Line.objects.get(pk=line.pk).good == "Theirs."
    both = sent(line_named(draft, "Who decides"), good="Both.")
    assert f'value="{both["after"]}"' in page
    assert desk.post(address, both).status_code == 302
    assert Line.objects.get(pk=line.pk).good == "Both."


def test_words_about_a_line_that_was_removed_stay_and_can_be_put_back(desk, draft, line, keeper):
    address, mine = at("draft_line", draft.framework.slug, line.key), sent(line, good="Mine.")
    domain.remove_line(version=draft, key=line.key, by=keeper)
    page = desk.post(address, mine).text
    assert "Somebody removed this meanwhile" in page
    assert "Mine.</textarea>" in page
    assert desk.post(address, {**mine, "after": ""}).status_code == 302
    assert line_named(draft, "Who decides").good == "Mine."


def test_words_about_a_draft_that_is_gone_stay_on_the_page(desk, draft, line, keeper):
    address, mine = at("draft_line", draft.framework.slug, line.key), sent(line, good="Mine.")
    domain.discard(version=draft, by=keeper)
    page = desk.post(address, mine).text
    assert "The draft that you wrote in was put in force or discarded" in page
    assert "Mine.</textarea>" in page
    assert desk.get(address).url == at("desk_one", draft.framework.slug)
    domain.new_version(framework=draft.framework, by=keeper)
    assert desk.post(address, mine).status_code == 302
    assert line_named(draft.framework.versions.get(number=2), "Who decides").good == "Mine."


def test_rows_are_removed_once_it_was_said_what_goes(desk, draft, line):
    slug, theme = draft.framework.slug, line.theme
    page = desk.get(at("remove_theme", slug, theme.key)).text
    assert "It goes from this draft with its 2 lines of enquiry." in page
    form = {"after": queries.stamp_of_line(line)}
    assert desk.post(at("remove_line", slug, line.key), form).status_code == 302
    assert "It is not in the draft any more." in desk.post(at("remove_line", slug, line.key), form, follow=True).text
    page = desk.post(at("remove_theme", slug, theme.key), {"after": "read-before"}).text
    assert "It was changed while you read it." in page
    assert [one.title for one in queries.lines_of(draft)] == ["Who is heard", "Where it goes"]


def test_the_order_is_changed_by_buttons(desk, draft, line):
    address = at("order_line", draft.framework.slug, line.key)
    for _ in range(2):
        page = desk.post(address, {"do": "down", "at": "1"}, follow=True).text
    assert "The order was changed meanwhile." in page
    assert [one.title for one in queries.lines_of(draft)][:2] == ["Who is heard", "Who decides"]
    for odd in ({"do": "down"}, {"do": "away", "at": "1"}, {"do": "up", "at": "one"}):
        assert desk.post(address, odd).status_code == 404


def test_a_draft_is_discarded_once_it_was_said_what_goes(desk, draft):
    address = at("discard", draft.framework.slug)
    assert "It goes with its 3 lines of enquiry" in desk.get(address).text
    assert desk.post(address, {"after": "read-before"}).status_code == 200
    assert desk.post(address, {"after": queries.stamp_of_version(draft)}).url == at("desk_one", draft.framework.slug)
    assert FrameworkVersion.objects.count() == 1


def test_a_new_version_is_begun_by_one_button_however_often_it_is_pressed(desk, version, framework):
    for _ in range(2):
        page = desk.post(at("new_version", framework.slug), follow=True)
    assert page.redirect_chain[-1][0] == at("draft", framework.slug)
    assert "There is a draft already" in page.text
    assert framework.versions.count() == 2


def test_a_local_edition_offers_changes_of_its_own_lines_alone_and_is_made_public(desk, version, keeper):
    page = desk.post(at("local_edition", version.framework.slug, 1), {"name": "Calderwick", "purpose": ""})
    assert page.url == at("draft", "calderwick")
    edition = Framework.objects.get(slug="calderwick").versions.get()
    own = domain.add_local_line(
        version=edition, theme_title="Money", title="Who lends", question="Who?", good="Known.", by=keeper
    )
    page = desk.get(page.url).text
    assert at("draft_line", "calderwick", own.key) in page
    core = line_named(edition, "Who decides")
    assert at("draft_line", "calderwick", core.key) not in page
    assert "This is of the core" in desk.get(at("draft_line", "calderwick", core.key)).text
    assert desk.get(at("desk_changes", "calderwick")).context["comparison"].counts[0] == ("Added", 1)
    domain.put_in_force(version=edition, by=keeper)
    assert "The public can’t read this local edition" in desk.get(at("desk_one", "calderwick")).text
    assert "It can’t be taken back." in desk.get(at("make_public", "calderwick")).text
    for _ in range(2):
        assert desk.post(at("make_public", "calderwick")).url == at("desk_one", "calderwick")
    assert Framework.objects.get(slug="calderwick").is_public


def test_a_framework_is_described_anew(desk, version, framework):
    address = at("describe", framework.slug)
    assert "Core framework" in desk.get(address).text
    after = desk.get(address).context["form"].initial["after"]
    desk.post(address, {"name": "Theirs", "purpose": "Theirs.", "after": after})
    page = desk.post(address, {"name": "Mine", "purpose": "Mine.", "after": after}).text
    assert "Somebody else changed this meanwhile" in page
    framework.refresh_from_db()
    assert framework.name == "Theirs"


def test_managers_read_drafts_and_compare_them(desk, draft, keeper):
    domain.remove_line(version=draft, key=line_named(draft, "Who decides").key, by=keeper)
    slug = draft.framework.slug
    assert "Who decides" not in desk.get(at("desk_version", slug, 2)).text
    assert "Removed: <strong>1</strong>" in desk.get(at("desk_changes", slug)).text
    assert desk.get(at("desk_version", slug, 3)).status_code == 404
    assert "no-store" in desk.get(at("desk_version", slug, 2))["Cache-Control"]


def test_the_page_where_managers_arrive_leads_to_the_desk(desk, client, version):
    assert f'href="{at("desk")}"' in desk.get("/my/").text
    client.force_login(UserFactory(secretariat=True))
    assert f'href="{at("desk")}"' not in client.get("/my/").text


def every_door(draft, line):
    """Return every address of the desk: those that are read, and those that only take a form."""
    slug, key, theme = draft.framework.slug, line.key, line.theme.key
    read = [
        at("desk"),
        at("begin"),
        *(at(name, slug) for name in ("desk_one", "describe", "make_public", "desk_changes", "draft", "put_in_force")),
        *(at(name, slug) for name in ("discard", "new_theme", "new_line")),
        *(at(name, slug, 1) for name in ("desk_version", "local_edition")),
        *(at(name, slug, theme) for name in ("draft_theme", "remove_theme")),
        *(at(name, slug, key) for name in ("draft_line", "remove_line")),
    ]
    return read, [at("new_version", slug), at("order_theme", slug, theme), at("order_line", slug, key)]


def test_nobody_else_comes_in(client, draft, line, keeper):
    read, taken = every_door(draft, line)
    assert {client.get(address).status_code for address in read} == {302}  # to sign in
    for user in (UserFactory(secretariat=True), UserFactory()):
        client.force_login(user)
        assert {client.get(address).status_code for address in read} == {403}
        assert {client.post(address, {"do": "up", "at": "1"}).status_code for address in [*read, *taken]} == {403}
    client.force_login(keeper)
    assert {client.get(address).status_code for address in read} == {200, 302}
    assert {client.get(at("desk_one", "nowhere")).status_code, client.get(at("draft", "nowhere")).status_code} == {404}


def test_pages_of_the_desk_ask_as_much_for_one_row_as_for_three(desk, keeper):
    first = drafted(by=keeper, name="Framework 1")
    slug = first.framework.slug
    addresses = [at("desk"), at("desk_one", slug), at("draft", slug), at("desk_version", slug, 1)]

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address).status_code == 200
        return len(queries)

    for address in addresses:
        desk.get(address)
    before = [asked(address) for address in addresses]
    for number in (2, 3):
        in_force(by=keeper, name=f"Framework {number}")
        theme = domain.save_theme(version=first, key=uuid4(), title=f"Theme {number}", by=keeper)
        domain.save_line(version=first, key=uuid4(), theme=theme.key, wording=wording(), by=keeper)
    assert [asked(address) for address in addresses] == before
    assert max(before) <= 15
