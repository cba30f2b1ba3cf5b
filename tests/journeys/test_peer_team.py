"""A team of peers: the manager proposes and changes it, a peer answers by link on a phone, and steps out."""

import pytest
from playwright.sync_api import expect

from peer_review.pool.enums import ConflictKind, PeerType
from peer_review.pool.models import Declaration
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from peer_review.teams.enums import MemberState, Seat
from peer_review.teams.models import Member
from tests.factories import OrganisationFactory, UserFactory
from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits, link_in_mail, shot
from tests.peer_review.pool.factories import SkillFactory
from tests.peer_review.reviews.factories import HostFactory, ReviewFactory, manager
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory, ready_peer


@pytest.fixture
def review(transactional_db: None) -> Review:
    """A review that is being prepared, and a pool of five who can go."""
    system = OrganisationFactory(name="Illustrative system of the coast")
    review = ReviewFactory(state=ReviewState.PREPARING, reference="PR-3", system=system, manager=manager())
    HostFactory(review=review, organisation=OrganisationFactory(name="Illustrative council"))
    SkillFactory(name="Prevention")
    ready_peer(name="Lea Lead", leads=True, organisation_name="Council A")
    for name, kind in (("Cleo Clinic", PeerType.CLINICAL), ("Otto Officer", PeerType.OFFICER)):
        ready_peer(name=name, type=kind, organisation_name=f"Body of {name}", email=f"{name[0].lower()}@example.org")
    barred = ready_peer(name="Bea Barred", organisation_name="Council B")
    Declaration.objects.create(
        peer=barred, kind=ConflictKind.FAMILY, organisation=system, organisation_name=system.name
    )
    return review


def test_the_manager_proposes_and_changes_a_team(visitors: Visitors, review: Review) -> None:
    page = visitors.open(user=review.manager)
    page.goto("/peer-reviews/PR-3/team/")
    axe(page)
    page.get_by_role("button", name="State what the team must have").click()
    axe(page)
    page.get_by_label("Peers in the team").fill("2")
    page.get_by_label("Clinician, at least").fill("1")
    shot(page, "team-need")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What the team must have is saved.")).to_be_visible()

    page.get_by_role("button", name="Propose a team").click()  # then it is shown, with why
    expect(page.get_by_role("heading", name="Lea Lead Lead")).to_be_visible()
    expect(page.get_by_text("Is of a type that is asked for: Clinician (at least 1).")).to_be_visible()
    page.get_by_label("Peer", exact=True).select_option(label="Bea Barred, Officer")
    page.get_by_role("button", name="Say why").click()
    expect(page.get_by_text("Declared “Family or close friends there”")).to_be_visible()
    axe(page)
    fits(page)
    shot(page, "team-proposal")
    assert Member.objects.count() == 0
    page.get_by_role("button", name="Apply: propose 2 peers").click()
    expect(page.get_by_text("2 peers are proposed. Nobody was written to yet.")).to_be_visible()

    page.get_by_role("button", name="Add a peer").click()  # one more than there are places, by hand
    work = f"Goes to no other review in {review.on_site_from:%Y}."
    page.get_by_role("combobox", name="Peer").select_option(label=f"Otto Officer, Officer. {work}")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("The team has 2 places.")
    axe(page)
    page.get_by_label("Why they go in spite of a caution").fill("They learn to lead.")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Goes all the same: They learn to lead.")).to_be_visible()
    page.get_by_role("button", name="Take out Otto Officer").click()
    page.get_by_role("button", name="Invite the 2 who are proposed").click()
    expect(page.get_by_text("2 invitations are sent.")).to_be_visible()
    axe(page)
    fits(page)
    shot(page, "team")
    assert {one.state for one in Member.objects.all()} == {MemberState.INVITED}


def test_a_peer_accepts_by_link_on_a_phone_by_keyboard(visitors: Visitors, review: Review) -> None:
    TeamNeedFactory(review=review, size=2)
    peer = ready_peer(name="Ida Invited", email="ida@example.org")
    MemberFactory(review=review, peer=peer, state=MemberState.PROPOSED)
    MemberFactory(review=review, seat=Seat.LEAD)
    desk = visitors.open(user=review.manager)
    desk.goto("/peer-reviews/PR-3/team/")
    desk.get_by_role("button", name="Invite the one who is proposed").click()
    expect(desk.get_by_text("1 invitation is sent.")).to_be_visible()

    phone = visitors.open(phone=True)
    phone.goto(link_in_mail("ida@example.org", "/invitations/"))
    expect(phone.get_by_role("heading", name="Peer review of Illustrative system of the coast")).to_be_visible()
    axe(phone)
    fits(phone)
    shot(phone, "invitation")
    keyboard = Keyboard(phone)
    keyboard.press("Send my answer")  # without an answer
    expect(phone.get_by_role("alert")).to_contain_text("Select whether you will go")
    Keyboard(phone).choose("Yes, I accept", "Yes, I accept")
    Keyboard(phone).press("Send my answer")
    expect(phone.get_by_text("You accepted. Thank you.")).to_be_visible()
    expect(phone.get_by_role("link", name="Create an account")).to_be_visible()  # before anything confidential
    axe(phone)
    fits(phone)
    shot(phone, "accepted")

    signed_in = visitors.open(phone=True, user=UserFactory())
    signed_in.goto(link_in_mail("ida@example.org", "/invitations/"))
    signed_in.get_by_role("button", name="Use this account").click()
    signed_in.get_by_role("link", name="Sign in, and open the review").click()
    expect(signed_in.get_by_role("heading", name="PR-3 · Illustrative system of the coast Team")).to_be_visible()
    signed_in.get_by_role("link", name="Step out of this review").click()
    axe(signed_in)
    fits(signed_in)
    signed_in.get_by_label("Reason").fill("I now work for a host.")
    signed_in.get_by_role("button", name="Step out").click()
    signed_in.wait_for_url("**/")
    desk.goto("/peer-reviews/PR-3/team/")
    expect(desk.get_by_text("I now work for a host.")).to_be_visible()
