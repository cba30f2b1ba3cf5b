"""Where a moment is in the recording, and when the points of the agenda began, as hosts say it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.townhalls import log
from consultations.townhalls.clock import at_second, clock_of, offset_in_words
from consultations.townhalls.domain.recording import begin, set_recording
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.models import AgendaItem, Beginning, Panellist, Recording
from consultations.townhalls.record.transcript import filled, timeline_of
from core.audit import Entry
from core.errors import NotAllowed, Refused
from tests.factories import TownHallPageFactory, UserFactory


def timeline(hall):
    return list(filled(hall, timeline_of(hall)))


STARTS = datetime(2026, 5, 3, 13, 0, tzinfo=UTC)  # 14:00 in London


@pytest.fixture
def item(hall):
    return AgendaItem.objects.create(town_hall=hall, title="Money", sort_order=1)


@pytest.fixture
def past(db):
    """A town hall of 3 May, that is closed."""
    return TownHallPageFactory(state="closed", starts_at=STARTS)


@pytest.mark.parametrize(
    ("link", "second"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=125s"),
        ("https://youtu.be/abc?t=3", "https://youtu.be/abc?t=125s"),
        ("https://vimeo.com/123", "https://vimeo.com/123#t=125s"),
        ("https://files.example.org/hall.mp4", "https://files.example.org/hall.mp4#t=125"),
        ("https://example.org/watch/123", ""),
        ("https://youtube.com.example.org/watch?v=abc", ""),
        ("", ""),
    ],
)
def test_a_host_is_asked_for_a_second_only_where_we_know_how(link, second):
    assert at_second(link, 125) == second


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00:00"), (3_723, "1:02:03"), (None, "")])
def test_an_offset_in_words(seconds, words):
    assert offset_in_words(seconds) == words


@pytest.mark.django_db
class TestTheClock:
    def test_it_is_wall_clock_less_start_plus_adjustment(self, hall, moderator):
        start = timezone.now() - timedelta(minutes=5)
        assert clock_of(hall) is None
        set_recording(hall=hall, started_at=start, adjustment=-30, by=moderator)
        clock = clock_of(hall)
        assert [clock.offset(start + timedelta(seconds=one)) for one in (29, 30, 90)] == [None, 0, 60]

    def test_nothing_after_the_session_is_in_it(self, hall, moderator):
        set_recording(hall=hall, started_at=timezone.now() - timedelta(minutes=5), adjustment=0, by=moderator)
        change_state(hall=hall, verb="close", actor=moderator)
        hall.refresh_from_db()
        assert clock_of(hall).ends_at is None, "nobody saw it go live"
        change_state(hall=hall, verb="go_live", actor=moderator)
        change_state(hall=hall, verb="close", actor=moderator)
        change_state(hall=hall, verb="archive", actor=moderator)
        change_state(hall=hall, verb="reopen", actor=moderator, reason="A slip.")
        hall.refresh_from_db()
        clock, closed = clock_of(hall), timeline(hall)[2]
        assert (closed.told, clock.ends_at < closed.at) == ("The town hall was closed.", True)
        assert clock.offset(timezone.now() + timedelta(hours=1)) is None

    @pytest.mark.parametrize(
        ("start", "why"),
        [
            (timedelta(hours=-7), "It can't be before 08:00 on 3 May 2026"),
            (timedelta(days=400), "It can't be in the future"),
        ],
    )
    def test_there_is_no_recording_of_another_day(self, past, moderator, start, why):
        with pytest.raises(Refused, match=why):
            set_recording(hall=past, started_at=STARTS + start, adjustment=0, by=moderator)

    def test_it_is_logged_and_for_hosts_alone(self, past, moderator):
        with pytest.raises(NotAllowed):
            set_recording(hall=past, started_at=STARTS, adjustment=0, by=UserFactory())
        set_recording(hall=past, started_at=STARTS, adjustment=3, by=moderator)
        entry = Entry.objects.get(action="town_hall.recording")
        assert entry.details == {"started_at": STARTS.isoformat(), "adjustment": 3}


@pytest.mark.django_db
class TestTheAgenda:
    def test_a_point_begins_now_and_its_time_may_be_corrected(self, hall, item, moderator):
        begin(item=item, by=moderator)
        corrected = timezone.now() - timedelta(minutes=2)
        begin(item=item, by=moderator, at=corrected)
        (entry,) = timeline(hall)
        assert (entry.told, entry.at) == ("Agenda: Money", corrected)
        assert Beginning.objects.count() == 2
        assert Entry.objects.filter(action="town_hall.begin_item").count() == 2

    def test_one_that_was_taken_off_the_agenda_is_told(self, hall, item, moderator):
        begin(item=item, by=moderator)
        item.delete()
        assert [entry.told for entry in timeline(hall)] == ["Agenda: Money"]

    @pytest.mark.parametrize(
        ("state", "at", "why"),
        [
            ("announced", None, "did not begin yet"),
            ("closed", None, "Enter when it began"),
            ("closed", timedelta(days=400), "in the future"),
        ],
    )
    def test_it_begins_while_the_town_hall_is_on(self, moderator, state, at, why):
        hall = TownHallPageFactory(state=state)
        item = AgendaItem.objects.create(town_hall=hall, title="Money", sort_order=1)
        with pytest.raises(Refused, match=why):
            begin(item=item, by=moderator, at=at and timezone.now() + at)


@pytest.mark.django_db
class TestTheDesk:
    def send(self, browser, hall, **sent):
        whole = {"day_day": "3", "day_month": "5", "day_year": "2026", "at": "14:02:30", "adjustment": "0"} | sent
        return browser.post(reverse("townhalls:recording", args=[hall.pk]), whole)

    def test_a_moderator_says_when_the_recording_was_started(self, signed_in, moderator, past):
        assert self.send(signed_in(moderator), past, adjustment="-12").status_code == 302
        row = Recording.objects.get()
        assert (row.started_at, row.adjustment) == (STARTS + timedelta(minutes=2, seconds=30), -12)

    @pytest.mark.parametrize(
        ("sent", "why"),
        [
            ({"at": "2 o'clock"}, "Enter a time such as 14:02 or 14:02:30"),
            ({"at": "25:00"}, "Enter a time such as 14:02 or 14:02:30"),
            ({"at": ""}, "Enter the time"),
            ({"day_day": "31", "day_month": "2"}, "Day must be a real date"),
            ({"adjustment": "ten"}, "Enter a whole number of seconds"),
            ({"adjustment": "9999"}, "from -3600 to 3600"),
            ({"day_year": "2030"}, "It can&#x27;t be in the future"),
        ],
    )
    def test_bad_input_is_told_clearly(self, signed_in, moderator, past, sent, why):
        page = self.send(signed_in(moderator), past, **sent).content.decode()
        assert why in page
        assert 'class="nhsuk-error-summary"' in page
        assert Recording.objects.count() == 0

    def test_one_button_begins_a_point_and_the_page_shows_it(self, client, signed_in, moderator, hall, item):
        browser = signed_in(moderator)
        browser.post(reverse("townhalls:begin_now", args=[hall.pk, item.pk]))
        assert "Began at" in client.get(hall.get_url()).content.decode()
        assert moderator.get_full_name() in browser.get(
            reverse("townhalls:recording", args=[hall.pk])
        ).content.decode().replace("&#x27;", "'")

    def test_a_time_is_entered_on_a_page_of_its_own(self, signed_in, moderator, past):
        item = AgendaItem.objects.create(town_hall=past, title="Money", sort_order=1)
        address = reverse("townhalls:began", args=[past.pk, item.pk])
        browser = signed_in(moderator)
        assert "Enter the time" in browser.post(address, {"at": ""}).content.decode()
        browser.post(address, {"day_day": "3", "day_month": "5", "day_year": "2026", "at": "14:20"})
        assert Beginning.objects.get().began_at == STARTS + timedelta(minutes=20)

    def test_somebody_on_the_panel_of_another_town_hall_is_let_in_nowhere(self, signed_in, past, hall, item):
        user = UserFactory()
        Panellist.objects.create(town_hall=past, name="Ada", user=user, sort_order=1)
        browser = signed_in(user)
        assert browser.get(reverse("townhalls:recording", args=[past.pk])).status_code == 200
        assert browser.get(reverse("townhalls:recording", args=[hall.pk])).status_code == 404
        assert browser.post(reverse("townhalls:begin_now", args=[hall.pk, item.pk])).status_code == 404


@pytest.mark.django_db
def test_whoever_follows_sees_the_point_begin(client, hall, item, moderator):
    thread = thread_of(hall)
    before = log.cursor_of(thread)
    begin(item=item, by=moderator)
    told = client.get(reverse("townhalls:events", args=[thread.key]), {"after": str(before)}).json()
    (event,) = told["events"]
    assert "Began at" in event["body"]["regions"]["agenda"]
    assert 'data-region="agenda"' in client.get(hall.get_url()).content.decode()
