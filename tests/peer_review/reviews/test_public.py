"""What everybody reads: the list, the clock, feeds and calendars; and that nothing more gets out."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.citations import targets_in
from peer_review.frameworks.enums import VersionState
from peer_review.reviews.domain.duties import set_days
from peer_review.reviews.domain.reviews import propose
from peer_review.reviews.enums import DutyKind, ReviewState
from peer_review.reviews.models import PositionPart, Review
from peer_review.reviews.panels import landing
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.frameworks.factories import FrameworkFactory, FrameworkVersionFactory
from tests.peer_review.reviews.factories import (
    DutyFactory,
    HostPersonFactory,
    PositionPartFactory,
    PositionStatementFactory,
    ProgrammeFactory,
    ReviewFactory,
    manager,
)

pytestmark = pytest.mark.django_db
SECRET = "Xylophone"
PUBLIC_PAGES = ("list", "feed", "calendar")
PAGES_OF_ONE = ("one", "feed_of_one", "calendar_of_one")


def _texts(browser, review):
    programme = review.programme.slug
    addresses = [reverse(f"peer_reviews:{name}") for name in PUBLIC_PAGES]
    addresses += [reverse(f"peer_reviews:{name}", args=[review.reference]) for name in PAGES_OF_ONE]
    addresses += [
        reverse(f"peer_reviews:{name}", args=[programme])
        for name in ("programme", "programme_feed", "programme_calendar")
    ]
    return {address: browser.get(address) for address in [*addresses, "/sitemap.xml", "/"]}


def test_nothing_that_is_written_inside_gets_out(client, signed_in):
    boss = manager()
    review = propose(programme=ProgrammeFactory(), system=OrganisationFactory(), by=boss)
    HostPersonFactory(host__review=review, is_lead=True, name=f"{SECRET} Person", email=f"{SECRET}@example.org")
    type(review.scoping).objects.filter(review=review).update(focus=f"{SECRET} focus")
    PositionPart.objects.filter(statement__review=review).update(text=f"{SECRET} text")
    set_days(review=review, first=date(2027, 6, 8), last=date(2027, 6, 11), by=boss)
    review.duties.filter(kind=DutyKind.TEAM_CALL).update(due_on=date(2027, 5, 5), reason=f"{SECRET} reason")
    type(review).objects.filter(pk=review.pk).update(state=ReviewState.SCOPING, public_since=timezone.now())
    for browser in (client, signed_in(UserFactory()), signed_in(UserFactory(holds=[Role.SECRETARIAT]))):
        for address, answer in _texts(browser, review).items():
            assert answer.status_code == 200, address
            assert SECRET.lower() not in answer.content.decode().lower(), address


def test_a_proposal_is_known_behind_no_door(client):
    system = OrganisationFactory(name=f"{SECRET} Integrated Care Board")
    review = propose(programme=ProgrammeFactory(), system=system, by=manager())
    for address, answer in _texts(client, review).items():
        assert SECRET not in answer.content.decode(), address
        assert answer.status_code == (404 if review.reference in address else 200)
    assert targets_in([review.reference]) == {}


def test_the_clock_says_what_is_done_due_and_late_and_why(client):
    review = ReviewFactory(state=ReviewState.PUBLISHED)
    today = timezone.localdate()
    DutyFactory(
        review=review,
        kind=DutyKind.REPORT,
        due_on=today - timedelta(days=9),
        done_on=today - timedelta(days=2),
        late_because="The council met in May.",
    )
    DutyFactory(review=review, kind=DutyKind.ACTION_PLAN, due_on=today - timedelta(days=1))
    DutyFactory(review=review, kind=DutyKind.PROGRESS_REVIEW, due_on=today + timedelta(days=5))
    DutyFactory(review=review, kind=DutyKind.DRAFT_REPORT, due_on=today)
    page = client.get(review.get_absolute_url()).content.decode()
    for words in ("Done 7 days late", "The council met in May.", "Overdue by 1 day", "Due in 5 days"):
        assert words in page
    assert str(DutyKind.DRAFT_REPORT.label) not in page


def test_a_day_that_was_put_off_hides_no_lateness(client):
    review = ReviewFactory(state=ReviewState.PUBLISHED)
    put_off = {"by_rule": date(2026, 3, 2), "due_on": date(2026, 6, 1), "reason": "An election."}
    DutyFactory(review=review, kind=DutyKind.REPORT, done_on=date(2026, 3, 9), **put_off)
    DutyFactory(review=review, kind=DutyKind.ACTION_PLAN, done_on=date(2026, 6, 3), **put_off)
    soon, past = (timezone.localdate() + timedelta(days=days) for days in (30, -4))
    DutyFactory(
        review=review, kind=DutyKind.PROGRESS_REPORT, due_on=soon, by_rule=past, reason="Waits for both boards."
    )
    page = client.get(review.get_absolute_url()).content.decode()
    for words in (
        "4 days past the rule’s day",
        "2 March 2026</time>. Changed because: An election.",
        "Done 7 days later than the rule",
        "Done 2 days late",
    ):
        assert words in page


@pytest.mark.parametrize(("days", "said"), [(0, ""), (40, "1 month has gone by"), (100, "3 months have gone by")])
def test_the_clock_counts_months_once_one_has_gone_by(client, days, said):
    last = timezone.localdate() - timedelta(days=days)
    review = ReviewFactory(state=ReviewState.ON_SITE, on_site_from=last - timedelta(days=3), on_site_to=last)
    DutyFactory(review=review, kind=DutyKind.REPORT)
    page = client.get(review.get_absolute_url()).content.decode()
    assert (" gone by" in page, said in page) == (bool(said), True)
    assert "The report is due within three months" in page


def test_the_framework_is_named_once_everybody_may_read_it(client, signed_in):
    boss = manager()
    framework = FrameworkFactory()
    told = {"state": VersionState.IN_FORCE, "changed": "Begun.", "published_at": timezone.now(), "published_by": boss}
    core = FrameworkVersionFactory(framework=framework, **told)
    local = FrameworkVersionFactory(framework=FrameworkFactory(base=core, is_public=False), **told)
    programme = ProgrammeFactory(framework=framework)
    review = ReviewFactory(state=ReviewState.SCOPING, programme=programme, framework_version=core)
    assert core.get_absolute_url() in client.get(review.get_absolute_url()).content.decode()
    Review.objects.filter(pk=review.pk).update(framework_version=local)
    assert local.framework.name not in client.get(review.get_absolute_url()).content.decode()
    page = signed_in(boss).get(reverse("peer_reviews:scoping", args=[review.reference])).content.decode()
    assert local.framework.name in page


def test_the_list_leads_whoever_takes_part_to_what_waits_for_them(client, signed_in):
    person = HostPersonFactory(user=UserFactory())
    way = f'href="{reverse("peer_reviews:mine")}"'
    seen = [
        way in one.get(reverse("peer_reviews:list")).content.decode()
        for one in (signed_in(person.user), signed_in(manager()))
    ]
    assert seen == [True, True]
    assert way not in signed_in(UserFactory()).get(reverse("peer_reviews:list")).content.decode()
    assert way not in client.get(reverse("peer_reviews:list")).content.decode()


def test_the_list_is_filtered_by_stage_and_what_is_no_choice_is_passed_over(client):
    final, closed = ReviewFactory(state=ReviewState.FINAL), ReviewFactory(state=ReviewState.CLOSED)
    page = client.get(reverse("peer_reviews:list"), {"stage": ["closed", "nonsense"]}).content.decode()
    assert closed.system.name in page
    assert final.system.name not in page
    assert client.get(reverse("peer_reviews:list"), {"page": "9"}).status_code == 302


def test_feeds_and_calendars_tell_what_is_public(client):
    review = ReviewFactory(state=ReviewState.PUBLISHED)
    DutyFactory(review=review, kind=DutyKind.ACTION_PLAN, due_on=date(2027, 5, 4))
    DutyFactory(review=review, kind=DutyKind.FACT_CHECK, due_on=date(2027, 5, 5))
    feed = client.get(reverse("peer_reviews:feed_of_one", args=[review.reference])).content.decode()
    assert "the report of the peer review is published" in feed
    days = client.get(reverse("peer_reviews:calendar_of_one", args=[review.reference])).content.decode()
    assert "20270504" in days
    assert "20270505" not in days


def test_a_withdrawn_review_has_no_days_any_more(client):
    review = ReviewFactory(state=ReviewState.WITHDRAWN)
    DutyFactory(review=review, kind=DutyKind.REPORT, due_on=date(2027, 5, 4))
    assert "BEGIN:VEVENT" not in client.get(reverse("peer_reviews:calendar")).content.decode()
    assert "the peer review is withdrawn" in client.get(reverse("peer_reviews:feed")).content.decode()
    assert "Public clock" not in client.get(review.get_absolute_url()).content.decode()


def test_a_reference_in_a_text_leads_to_the_review():
    review = ReviewFactory(state=ReviewState.SCOPING)
    assert targets_in([review.reference])[review.reference].url == review.get_absolute_url()


def test_people_of_a_review_begin_there_after_signing_in():
    lead = HostPersonFactory(host__review=ReviewFactory(), is_lead=True, user=UserFactory()).user
    assert [landing(one) for one in (lead, manager(), UserFactory())] == [
        reverse("peer_reviews:mine"),
        reverse("peer_reviews:mine"),
        None,
    ]


def test_what_waits_for_a_host_is_on_their_own_page(signed_in):
    review = ReviewFactory(state=ReviewState.PREPARING)
    person = HostPersonFactory(host__review=review, user=UserFactory())
    other = ReviewFactory(state=ReviewState.PREPARING)
    for days, kind in enumerate((DutyKind.POSITION_STATEMENT, DutyKind.FACT_CHECK)):
        DutyFactory(review=review, kind=kind, due_on=timezone.localdate() + timedelta(days=days))
    page = signed_in(person.user).get(reverse("peer_reviews:mine")).content.decode()
    assert review.system.name in page
    assert str(DutyKind.POSITION_STATEMENT.label) in page
    assert str(DutyKind.FACT_CHECK.label) not in page  # what comes after stands in the review
    assert other.system.name not in page


def test_a_lead_is_told_of_parts_that_nobody_has_taken_on(signed_in):
    review = ReviewFactory(state=ReviewState.PREPARING)
    lead = HostPersonFactory(host__review=review, user=UserFactory(), is_lead=True)
    colleague = HostPersonFactory(host=lead.host, user=UserFactory())
    statement = PositionStatementFactory(review=review)
    for owner in (lead, None, None):
        PositionPartFactory(statement=statement, title="Who we are", owner=owner)
    told = {
        one: [text for text, _url in signed_in(one.user).get(reverse("peer_reviews:mine")).context["reviews"][0].to_do]
        for one in (lead, colleague)
    }
    assert told == {
        lead: ["Write “Who we are”", "2 parts of the position statement are empty and have no owner"],
        colleague: [],
    }


def test_a_lead_is_asked_why_what_everybody_awaits_is_late_until_the_hosts_said_so(signed_in):
    review = ReviewFactory(state=ReviewState.FINAL)
    lead = HostPersonFactory(host__review=review, user=UserFactory(), is_lead=True)
    colleague = HostPersonFactory(host=lead.host, user=UserFactory())
    late = DutyFactory(review=review, kind=DutyKind.REPORT, due_on=timezone.localdate() - timedelta(days=2))
    DutyFactory(review=review, kind=DutyKind.ACTION_PLAN, due_on=timezone.localdate() + timedelta(days=2))
    mine = reverse("peer_reviews:mine")
    ((text, url),) = signed_in(lead.user).get(mine).context["reviews"][0].to_do
    assert text == "Report is published: say why it is late"
    assert signed_in(colleague.user).get(mine).context["reviews"][0].to_do == []
    assert signed_in(lead.user).post(url, {"because": "An election came between."}).status_code == 302
    assert signed_in(lead.user).get(mine).context["reviews"][0].to_do == []
    late.refresh_from_db()
    assert late.late_because == "An election came between."


def test_whoever_runs_reviews_reads_what_comes_next_in_each(signed_in):
    boss = manager()
    site = ReviewFactory(state=ReviewState.ON_SITE, manager=boss)
    for days, kind in enumerate((DutyKind.TEAM_CALL, DutyKind.FEEDBACK, DutyKind.REPORT)):
        DutyFactory(review=site, kind=kind, due_on=timezone.localdate() + timedelta(days=days))
    new = ReviewFactory(state=ReviewState.PROPOSED, manager=boss)
    for over in (ReviewState.CLOSED, ReviewState.WITHDRAWN):
        ReviewFactory(state=over, manager=boss)
    ReviewFactory(state=ReviewState.SCOPING)
    rows = signed_in(boss).get(reverse("peer_reviews:mine")).context["managed"]
    assert [(one.review, one.to_do, [line.duty.kind for line in one.due]) for one in rows] == [
        (new, [("Next: Begin scoping", reverse("peer_reviews:stages", args=[new.reference]))], []),
        (
            site,
            [("Next: Feedback is given, begin to draft", reverse("peer_reviews:stages", args=[site.reference]))],
            [DutyKind.FEEDBACK],
        ),
    ]


def test_months_are_counted_from_the_first(client):
    last = timezone.localdate() - timedelta(days=12)
    review = ReviewFactory(state=ReviewState.DRAFTING, on_site_from=last, on_site_to=last)
    DutyFactory(review=review, kind=DutyKind.REPORT)
    assert "gone by" not in client.get(review.get_absolute_url()).content.decode()
    Review.objects.update(on_site_from=last - timedelta(days=31), on_site_to=last - timedelta(days=31))
    assert "1 month has gone by since the team was on site." in client.get(review.get_absolute_url()).content.decode()


def test_what_needs_a_host_now_stands_before_what_is_over(signed_in):
    user = UserFactory()
    for state in ReviewState:
        HostPersonFactory(host__review=ReviewFactory(state=state), user=user)
    rows = signed_in(user).get(reverse("peer_reviews:mine")).context["reviews"]
    states = [one.review.state for one in rows]
    assert states[:3] == [ReviewState.ON_SITE, ReviewState.FACT_CHECK, ReviewState.PREPARING]
    assert states[-3:] == [ReviewState.PROPOSED, ReviewState.CLOSED, ReviewState.WITHDRAWN]
    assert len(states) == len(ReviewState)


def test_a_choice_that_no_database_takes_is_passed_over(client):
    ReviewFactory(state=ReviewState.SCOPING)
    for value in ("%00", "9" * 40, "%F0%9F%98%80", "%E2%80%AEx"):
        address = f"{reverse('peer_reviews:list')}?programme={value}&stage={value}&region={value}&page={value}"
        assert client.get(address, follow=True).status_code == 200
