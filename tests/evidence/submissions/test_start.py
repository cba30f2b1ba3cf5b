"""Starting without an account, coming back by link, being adopted."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.audit import entries_about
from core.errors import Refused
from evidence.submissions.domain.links import hash_of, new_link
from evidence.submissions.domain.start import Respondent, adopt_drafts, send_links_again, start_submission
from evidence.submissions.enums import Part, RespondentKind
from evidence.submissions.models import Contributor, Submission
from tests.evidence.submissions.conftest import writer_of
from tests.factories import CallPageFactory, ContributorFactory, OrganisationFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db
ADA = Respondent(RespondentKind.INDIVIDUAL, name="Ada Example")


def link_in(message):
    return re.search(r"http://localhost:8000(/respond/open/\S+)", message.body)[1]


@pytest.fixture
def call():
    return CallPageFactory()


def details(client, call, kind="individual", **data):
    page = client.get(reverse("respond:start", args=[call.code]), {"kind": kind})
    fields = {"name": "Ada Example", "email": "Ada@Example.org", "key": page.context["form"].initial["key"]}
    return fields | data


def start(client, call, kind="individual", **data):
    url = f"{reverse('respond:start', args=[call.code])}?kind={kind}"
    return client.post(url, details(client, call, kind, **data))


def test_somebody_without_an_account_starts_and_gets_a_link(client, call, committing):
    with committing():
        response = start(client, call)
    submission = Submission.objects.get()
    lead = submission.contributors.get()
    assert response.url == reverse("respond:tasks", args=[submission.key])
    assert (submission.name, submission.kind, submission.call_title) == ("Ada Example", "individual", call.title)
    assert (lead.part, lead.email, lead.user) == (Part.LEAD, "ada@example.org", None)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert client.get(response.url).status_code == 200


def test_a_name_is_one_line_of_characters(client, call):
    start(client, call, kind="on_behalf", name="Ada\x0bEx\x08ample\n\n", on_behalf_of="Ben\x02\u2028Example")
    submission = Submission.objects.get()
    assert (submission.name, submission.on_behalf_of) == ("Ada Example", "Ben Example")
    assert submission.contributors.get().name == "Ada Example"


def test_the_link_opens_the_draft_elsewhere_and_leaves_the_address_bar(client, call, committing, django_user_model):
    with committing():
        start(client, call)
    elsewhere = type(client)()
    submission = Submission.objects.get()
    opened = elsewhere.get(link_in(mail.outbox[0]))
    assert opened.url == reverse("respond:tasks", args=[submission.key])
    assert opened["Referrer-Policy"] == "no-referrer"
    assert "no-store" in opened["Cache-Control"]
    page = elsewhere.get(opened.url)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]


def test_only_a_hash_of_the_token_is_kept(client, call, committing):
    with committing():
        start(client, call)
    token = link_in(mail.outbox[0]).split("/")[-2]
    lead = Contributor.objects.get()
    assert lead.token_hash == hash_of(token)
    assert token not in str(vars(lead))


def test_a_wrong_link_an_ended_one_and_an_unknown_submission_read_the_same(client, call, committing):
    with committing():
        start(client, call)
    Contributor.objects.update(ended_at=timezone.now())
    elsewhere = type(client)()
    pages = [
        elsewhere.get(link_in(mail.outbox[0])),
        elsewhere.get("/respond/open/wrong/"),
        elsewhere.get(reverse("respond:tasks", args=[Submission.objects.get().key])),
        elsewhere.get("/respond/s/7a1b1c1d-0000-4000-8000-000000000000/"),
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_a_second_click_finds_the_draft_of_the_first(client, call):
    url = f"{reverse('respond:start', args=[call.code])}?kind=individual"
    data = details(client, call)
    first, second = client.post(url, data), client.post(url, data)
    assert first.url == second.url
    assert Submission.objects.count() == 1


def test_a_key_that_somebody_else_used_opens_nothing(client, call):
    url = f"{reverse('respond:start', args=[call.code])}?kind=individual"
    data = details(client, call)
    client.post(url, data)
    thief = type(client)()
    response = thief.post(url, data | {"email": "thief@example.org"})
    assert "used before" in response.content.decode()
    assert thief.get(reverse("respond:tasks", args=[Submission.objects.get().key])).status_code == 404


def test_an_organisation_of_the_register_is_copied_as_it_is_today(client, call):
    body = OrganisationFactory(name="NHS Oldshire ICB")
    start(client, call, "organisation", organisation_0=str(body.pk), organisation_1="")
    body.name = "NHS Newshire ICB"
    body.save()
    submission = Submission.objects.get()
    assert (submission.organisation_name, submission.organisation_type, submission.region) == (
        "NHS Oldshire ICB",
        body.type,
        body.region,
    )


def test_an_organisation_that_is_not_listed_is_typed(client, call):
    start(client, call, "organisation", organisation_0="", organisation_1="Our Village Club")
    submission = Submission.objects.get()
    assert (submission.organisation, submission.organisation_name) == (None, "Our Village Club")


def test_on_behalf_asks_for_whom(client, call):
    response = start(client, call, "on_behalf", on_behalf_of="")
    assert "Enter the name of the person you are answering for" in response.content.decode()
    start(client, call, "on_behalf", on_behalf_of="My mother")
    assert Submission.objects.get().on_behalf_of == "My mother"


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("name", "", "Enter your name"),
        ("name", "x" * 201, "Name must be 200 characters or fewer"),
        ("email", "", "Enter your email address"),
        ("email", "ada", "Enter an email address in the correct format, like name@example.com"),
    ],
)
def test_errors_stand_beside_their_field_and_in_the_summary(client, call, field, value, error):
    page = start(client, call, **{field: value}).content.decode()
    assert page.count(error) == 2
    assert f'href="#id_{field}"' in page
    assert "<title>Error: " in page


def test_choosing_nobody_is_an_error(client, call):
    page = client.get(reverse("respond:start", args=[call.code]), {"next": "1"}).content.decode()
    assert page.count("Select who is answering") == 2


def test_a_closed_call_says_so(client):
    call = CallPageFactory(closed=True)
    page = client.get(reverse("respond:start", args=[call.code])).content.decode()
    assert "This call closed at" in page


def test_a_forthcoming_call_is_not_answered_yet():
    with pytest.raises(Refused, match="opens at"):
        start_submission(call=CallPageFactory(forthcoming=True), respondent=ADA, email="ada@example.org")


def test_an_unknown_call_is_not_found(client):
    assert client.get("/respond/NONE9/").status_code == 404


def test_somebody_signed_in_is_bound_to_the_draft(call, signed_in):
    user = UserFactory()
    client = signed_in(user)
    start(client, call, email=user.email)
    assert Contributor.objects.get().user == user
    assert call.title in client.get("/my/").content.decode()


def test_signing_in_adopts_what_was_begun_under_a_verified_address():
    user = UserFactory(email="ada@example.org")
    mine = ContributorFactory(email="ada@example.org")
    others = ContributorFactory(email="ben@example.org")
    assert adopt_drafts(user=user) == 1
    mine.refresh_from_db()
    others.refresh_from_db()
    assert (mine.user, others.user) == (user, None)


def test_an_unverified_address_adopts_nothing():
    user = UserFactory(email="ada@example.org", verified=False)
    mine = ContributorFactory(email="ada@example.org")
    assert adopt_drafts(user=user) == 0
    mine.refresh_from_db()
    assert mine.user is None


def test_the_sign_in_page_adopts(client):
    user = UserFactory(email="ada@example.org")
    mine = ContributorFactory(email="ada@example.org")
    client.post("/accounts/login/", {"login": user.email, "password": "a long password for tests"})
    mine.refresh_from_db()
    assert mine.user == user


def test_my_page_asks_to_sign_in(client):
    assert client.get("/my/").url == "/accounts/login/?next=/my/"


def test_my_page_takes_as_many_queries_for_three_as_for_one(signed_in, count_queries):
    user = UserFactory()
    client = signed_in(user)
    ContributorFactory(user=user)
    client.get("/my/")
    one = count_queries(lambda: client.get("/my/"))
    ContributorFactory.create_batch(2, user=user)
    three = count_queries(lambda: client.get("/my/"))
    assert three == one
    assert three <= 15
    assert client.get("/my/").content.decode().count("mh-result__title") == 3


def test_new_links_end_the_old_ones(client, committing):
    writer = ContributorFactory(email="ada@example.org")
    with committing():
        send_links_again(email="ada@example.org")
    old = link_in(mail.outbox[0])
    with committing():
        send_links_again(email="ada@example.org")
    assert client.get(old).status_code == 404
    assert client.get(link_in(mail.outbox[1])).url == reverse("respond:tasks", args=[writer.submission.key])


def test_a_new_link_ends_what_was_opened_with_the_old_one(ada, question):
    holder = writer_of(ada.contributor)
    assert holder.get("tasks").status_code == 200
    send_links_again(email=ada.contributor.email)
    assert holder.get("tasks").status_code == 404
    typed = holder.post("section", question.section_id, **{f"q-{question.key}": "Words of mine"})
    assert (typed.status_code, "Words of mine" in typed.text) == (404, True)


def test_asking_for_a_link_tells_nothing_about_who_writes(client):
    SubmissionFactory()
    ContributorFactory(email="ada@example.org")
    url = reverse("respond:send_link")
    known = client.post(url, {"email": "ada@example.org"}).content.decode()
    unknown = client.post(url, {"email": "eve@example.org"}).content.decode()
    strip = re.compile(r'value="[^"]{40,}"')
    assert strip.sub("", known.replace("ada@", "x@")) == strip.sub("", unknown.replace("eve@", "x@"))


def test_links_are_sent_to_one_address_five_times_an_hour(client):
    url = reverse("respond:send_link")
    pages = [client.post(url, {"email": "ada@example.org"}).content.decode() for _ in range(6)]
    assert ["Too many links" in page for page in pages] == [False] * 5 + [True]


@pytest.mark.parametrize(
    "page", ["tasks", "about", "publishing", "colleagues", "sign_off", "check", "draft", "withdraw"]
)
def test_each_page_of_a_draft_has_one_heading(ada, page):
    assert len(re.findall("<h1[ >]", ada.get(page).text)) == 1


class TestKeepingInAnAccount:
    """With another address than the draft's nothing is adopted by itself, but may be asked for."""

    @pytest.fixture
    def signed_in_ada(self, ada):
        user = UserFactory(email="ada.at.home@example.org")
        ada.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        # Signing in by force makes a new session; the link is opened again, as it would be.
        ada.client.get(new_link(ada.contributor).replace("http://localhost:8000", ""))
        return user

    def test_whoever_holds_the_link_and_is_signed_in_can_keep_it(self, ada, signed_in_ada):
        assert "Keep these answers in my account" in ada.get("tasks").content.decode()
        ada.post("adopt")
        assert Contributor.objects.get(pk=ada.contributor.pk).user == signed_in_ada
        assert "Keep these answers" not in ada.get("tasks").content.decode()
        assert entries_about(ada.submission).last().action == "submission.adopt"

    def test_whoever_reads_the_mail_is_told_and_can_take_them_out_again(self, ada, signed_in_ada, committing):
        with committing():
            ada.post("adopt")
        [told] = mail.outbox
        assert (told.to, signed_in_ada.email in told.body) == ([ada.contributor.email], True)
        with committing():
            send_links_again(email=ada.contributor.email)
        assert Contributor.objects.get(pk=ada.contributor.pk).user is None

    def test_whoever_kept_them_with_a_link_that_ended_can_not_keep_them_again(self, ada, signed_in_ada):
        ada.post("adopt")
        send_links_again(email=ada.contributor.email)
        assert ada.post("adopt").status_code == 404
        assert Contributor.objects.get(pk=ada.contributor.pk).user is None

    def test_a_new_link_leaves_them_in_the_account_of_their_own_address(self, ada):
        user = UserFactory(email=ada.contributor.email)
        Contributor.objects.filter(pk=ada.contributor.pk).update(user=user)
        send_links_again(email=ada.contributor.email)
        assert Contributor.objects.get(pk=ada.contributor.pk).user == user

    def test_what_is_in_another_account_stays_there(self, ada, signed_in_ada):
        other = UserFactory()
        Contributor.objects.filter(pk=ada.contributor.pk).update(user=other)
        assert "in another account" in ada.post("adopt", follow=True).content.decode()
        assert Contributor.objects.get(pk=ada.contributor.pk).user == other

    def test_somebody_who_is_not_signed_in_has_no_account(self, ada):
        assert ada.post("adopt").status_code == 404
