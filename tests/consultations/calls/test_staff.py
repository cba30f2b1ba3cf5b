"""Wagtail's side of a call: its editor, its list, and the screen on which it is opened."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.calls.checklist import points_for
from consultations.calls.enums import CallStatus
from consultations.calls.models import CallPage, Check
from pages.models import PrivacyNoticePage
from tests.consultations.calls.editing import edit, told
from tests.consultations.calls.questionnaires import block, publish, section
from tests.factories import CallPageFactory, UserFactory, home_page

pytestmark = pytest.mark.django_db


def url_of(call):
    return reverse("calls_opening", args=[call.pk])


def ready_call():
    notice = home_page().add_child(
        instance=PrivacyNoticePage(title="Privacy", slug="privacy", body="<p>x</p>", controller="DHSC")
    )
    call = CallPageFactory(preparing=True, opens_at=timezone.now() + timedelta(days=2))
    return publish(call, [section(block("radios", "1"))], privacy_notice=notice.page_ptr)


def test_a_call_is_opened_from_its_screen(browser, secretariat):
    call = ready_call()
    page = browser.get(url_of(call))
    assert "Not yet, because:" in page.content.decode()
    answers = {f"check-{point.key}": "Settled." for point in points_for(call)}
    said = browser.post(url_of(call), {"do": "checks", **answers}, follow=True)
    assert told(said) == ["The checklist is saved."]
    assert set(Check.objects.values_list("answered_by", flat=True)) == {secretariat.pk}
    said = browser.post(url_of(call), {"do": "clear"}, follow=True)
    assert told(said) == ["The call is cleared. It opens and closes by itself."]
    assert CallPage.objects.get().status == CallStatus.CLEARED


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(browser):
    call = CallPageFactory()
    response = browser.post(
        url_of(call), {"do": "extend", "extend-email": "not an address", "extend-reason": "The film came late."}
    )
    assert response.status_code == 422
    errors = response.context["forms"]["extend"].errors
    assert errors == {
        "email": ["Enter an email address in the correct format, like name@example.com"],
        "until": ["Enter the new closing time"],
    }
    assert "The film came late." in response.content.decode()


def test_a_later_time_is_given_and_listed(browser):
    call = CallPageFactory()
    until = timezone.localtime(call.closes_at + timedelta(days=7)).strftime("%Y-%m-%d %H:%M")
    data = {"do": "extend", "extend-format": "easy_read", "extend-until": until, "extend-reason": "It came late."}
    said = browser.post(url_of(call), data, follow=True)
    assert told(said) == ["The later closing time is given."]
    assert "Easy Read" in said.content.decode()


def test_a_later_time_is_ended_on_its_screen(browser, secretariat):
    call = CallPageFactory()
    until = call.closes_at + timedelta(days=7)
    extension = call.extensions.create(format="bsl", closes_at=until, reason="Late.", given_by=secretariat)
    assert "End the later time" in browser.get(url_of(call)).content.decode()
    response = browser.post(url_of(call), {"do": "end", "end-extension": extension.pk})
    assert response.context["forms"]["end"].errors == {"reason": ["Give a reason."]}
    data = {"do": "end", "end-extension": extension.pk, "end-reason": "The film is not coming."}
    said = browser.post(url_of(call), data, follow=True)
    assert told(said) == ["The later closing time has ended."]
    page = said.content.decode()
    assert "The film is not coming." in page
    assert "End the later time" not in page


def test_one_that_is_over_is_not_offered_to_be_ended(browser, secretariat):
    call = CallPageFactory(closed=True)
    until = timezone.now() - timedelta(minutes=5)
    over = call.extensions.create(format="bsl", closes_at=until, reason="Late.", given_by=secretariat)
    assert call.closes_at < until
    assert "End the later time" not in browser.get(url_of(call)).content.decode()
    data = {"do": "end", "end-extension": over.pk, "end-reason": "The film is not coming."}
    form = browser.post(url_of(call), data).context["forms"]["end"]
    assert form.errors == {"extension": ["Choose a later closing time that has not ended"]}


def test_a_shorter_time_is_given_only_where_it_is_meant(browser, secretariat):
    call = CallPageFactory()
    until = call.closes_at + timedelta(days=7)
    call.extensions.create(format="bsl", closes_at=until, reason="Late.", given_by=secretariat)
    sooner = timezone.localtime(until - timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    data = {"do": "extend", "extend-format": "bsl", "extend-until": sooner, "extend-reason": "A slip."}
    assert "Say so if you mean to shorten it." in told(browser.post(url_of(call), data))[0]
    said = browser.post(url_of(call), data | {"extend-shorten": "on"}, follow=True)
    assert told(said) == ["The later closing time is given."]


def test_a_refused_move_says_why(browser):
    response = browser.post(url_of(CallPageFactory(closed=True)), {"do": "publish_outcome"})
    assert told(response) == ["Write the outcome and publish the page: the tab “Outcome”."]


def test_holding_back_wants_a_reason(browser):
    call = CallPageFactory(forthcoming=True)
    response = browser.post(url_of(call), {"do": "hold"})
    assert response.context["forms"]["hold"].errors == {"reason": ["Give a reason."]}
    browser.post(url_of(call), {"do": "hold", "hold-reason": "Not yet."})
    assert CallPage.objects.get().status == CallStatus.PREPARING


def test_a_late_outcome_is_counted_and_explained(signed_in, time_machine):
    time_machine.move_to(timezone.now().replace(hour=12))  # an hour before midnight, winter's day is not summer's
    browser = signed_in(UserFactory(secretariat=True))  # then, for a session ends while nobody uses it
    call = CallPageFactory(opens_at=timezone.now() - timedelta(days=28 + 12 * 7 + 3))
    assert "3 days late" in browser.get(url_of(call)).content.decode()
    expected = timezone.localdate() + timedelta(days=9)
    data = {"do": "late", "late-reason": "More came than planned.", "late-expected": expected.isoformat()}
    browser.post(url_of(call), data)
    assert CallPage.objects.get().late_outcome_expected == expected


def test_an_unknown_act_is_refused(browser):
    assert told(browser.post(url_of(CallPageFactory()), {"do": "explode"})) == ["There is nothing of that name to do."]


@pytest.mark.parametrize("who", [{"co_chair": True}, {"auditor": True}, {"moderator": True}, {}])
def test_others_do_not_get_in(signed_in, who):
    call = CallPageFactory()
    response = signed_in(UserFactory(**who)).get(url_of(call))
    assert response.status_code in (302, 403)
    assert "Before it opens" not in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_opening_are_flat_in_its_later_times(browser, secretariat, django_assert_num_queries, number):
    call = ready_call()
    for days, form in enumerate(["bsl", "audio", "welsh"][:number], start=1):
        until = call.closes_at + timedelta(days=days)
        call.extensions.create(format=form, closes_at=until, reason="Late.", given_by=secretariat)
    browser.get(url_of(call))
    with django_assert_num_queries(20):
        page = browser.get(url_of(call))
    assert page.content.decode().count("<td>Late.</td>") == number


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_staff_list_are_flat(browser, django_assert_num_queries, number):
    for _ in range(number):
        publish(CallPageFactory(), [section(block("radios", "1"))])
    browser.get(reverse("calls_of_staff:index"))
    with django_assert_num_queries(22):
        page = browser.get(reverse("calls_of_staff:index"))
    assert page.content.decode().count("/opening/") == number


def test_the_editor_of_an_open_call_is_warned(browser, open_call):
    url = reverse("wagtailadmin_pages:edit", args=[open_call.pk])
    assert "This call is open, and people are answering it." in browser.get(url).content.decode()
    other = CallPageFactory(forthcoming=True)
    page = browser.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).content.decode()
    assert "This call is open" not in page
    assert 'name="change_reason"' not in page


def test_publishing_a_call_in_preparation_leads_to_its_checklist(browser):
    call = CallPageFactory(preparing=True, title="A consultation", opens_at=timezone.now().replace(microsecond=0))
    response = browser.get(edit(browser, call)["Location"])
    said = " ".join(told(response))
    assert "The title says “consultation”." in said
    assert f'href="{url_of(call)}"' in said


def test_previews_show_the_draft_and_keep_nothing(browser):
    call = CallPageFactory(preparing=True)
    questionnaire = [section(block("radios", "1"), block("date", "2", after="1", answers="Large"), block("file", "3"))]
    call.questionnaire = CallPage._meta.get_field("questionnaire").to_python(questionnaire)
    call.save_revision()
    for mode, words in (
        ("respondent", "conditions work"),
        ("questions", "Answer this only if"),
        ("", "Who should answer"),
    ):
        url = reverse("wagtailadmin_pages:view_draft", args=[call.pk])
        page = browser.get(f"{url}?mode={mode}").content.decode()
        assert words in page, mode
    assert call.questions.count() == 0
