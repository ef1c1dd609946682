"""Staff enter events, and bring them in from files."""

import functools
import re

import pytest

from matching.screens.visit import session
from matching.services import staff
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.professionals import Actor

SAM = Actor("sam", "staff")
CELLS = {"title": "Days", "form": "online", "starts": "2099-05-12", "time_zone": "UTC"}
CALENDAR = """BEGIN:VCALENDAR
X-WR-CALNAME:Days of care
BEGIN:VEVENT
UID:1
SUMMARY:Opening
DTSTART:20990512T060000Z
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Burn care
DTSTART:20990512T080000Z
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Broken
DTSTART:soon
END:VEVENT
BEGIN:VEVENT
UID:4
SUMMARY:Closing
DTSTART:20990513T080000Z
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def open_edit(repository, monkeypatch, store):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "edit_events")


@pytest.fixture
def made(store):
    return staff.new_event(store, SAM, CELLS, now=session.now())


def events(store):
    return staff.all_events(store, SAM, now=session.now())


def test_event_is_entered_corrected_and_shown(open_edit, store):
    assert "No event yet" in html_of(open_edit())
    app = open_edit(event="new")
    app.text_input(key="event_new_title").set_value("Days of care")
    app.text_input(key="event_new_starts").set_value("in May")
    app.selectbox(key="event_new_time_zone").set_value("Africa/Nairobi")
    checked(app.button(key="save_event").click().run())
    assert "“in May” does not fit here" in html_of(app)
    assert events(store) == []
    app.text_input(key="event_new_starts").set_value("2099-05-12")
    checked(app.button(key="save_event").click().run())
    (event,) = events(store)
    assert (event.title, event.shown_at) == ("Days of care", None)
    assert "<h1>Days of care</h1>" in html_of(app)
    checked(app.button(key="show_event").click().run())
    assert events(store)[0].shown_at is not None
    assert "/events?event=" in html_of(app)


def test_session_is_added_changed_and_removed(open_edit, store, made):
    app = open_edit(event=made, session="new")
    app.text_input(key=f"event_{made}_new_title").set_value("Triage")
    checked(app.button(key="save_event").click().run())
    (one,) = events(store)[0].sessions
    assert (one.title, one.starts_at) == ("Triage", events(store)[0].starts_at)
    app.text_input(key=f"event_{made}_{one.session_id}_room").set_value("Hall")
    checked(app.button(key="save_event").click().run())
    assert events(store)[0].sessions[0].room == "Hall"
    checked(app.button(key="remove_session").click().run())
    assert events(store)[0].sessions == ()
    assert "Sessions (0)" in html_of(app)


def test_what_somebody_else_saved_meanwhile_is_not_lost(open_edit, store, made):
    app = open_edit(event=made)
    app.text_input(key=f"event_{made}_place").set_value("Hall")
    staff.change_event(store, SAM, made, {"title": "Other"}, version=1, now=session.now())
    checked(app.button(key="save_event").click().run())
    assert "Someone else changed this event meanwhile" in html_of(app)
    checked(app.button(key="keep_mine").click().run())
    checked(app.button(key="save_event").click().run())
    (event,) = events(store)
    assert (event.title, event.place) == ("Other", "Hall")


def test_draft_is_deleted(open_edit, store, made):
    app = open_edit(event=made)
    checked(app.button(key="delete_event").click().run())
    assert events(store) == []
    assert "No event yet" in html_of(app)


def test_file_is_looked_at_before_it_is_taken(open_edit, store):
    app = open_edit()
    checked(app.file_uploader[0].upload("days.ics", CALENDAR.encode(), "text/calendar").run())
    html = html_of(app)
    assert app.radio(key="event_file_kind").value == "They are the sessions of one event"
    assert "<strong>Days of care</strong>: new, as a draft; 3 new sessions" in html
    assert "line 16" in html
    assert events(store) == []
    checked(app.button(key="take_event_file").click().run())
    (event,) = events(store)
    assert [one.title for one in event.sessions] == ["Opening", "Burn care", "Closing"]
    assert "The file was taken in" in html_of(app)


def test_file_that_is_no_calendar_is_refused_in_words(open_edit, store):
    app = open_edit()
    checked(app.file_uploader[0].upload("days.ics", b"In May", "text/calendar").run())
    assert "This is no calendar" in app.error[0].value


def test_zone_of_a_file_is_asked_only_where_an_hour_lacks_one(open_edit, store):
    def asked():
        return [one for one in app.selectbox if one.key == "event_file_zone"]

    app = open_edit()
    named = re.sub("DTSTART:(2.*)Z", r"DTSTART;TZID=Africa/Nairobi:\1", CALENDAR)
    checked(app.file_uploader[0].upload("days.ics", named.encode(), "text/calendar").run())
    assert asked() == []
    checked(app.button(key="take_event_file").click().run())
    assert events(store)[0].time_zone == "Africa/Nairobi"
    mixed = named.replace(";TZID=Africa/Nairobi", "", 1)
    checked(app.file_uploader[0].upload("mixed.ics", mixed.encode(), "text/calendar").run())
    assert asked() == []
    checked(app.selectbox(key="event_file_of").set_value("").run())
    (zone,) = asked()
    assert zone.value == "Africa/Nairobi"
    assert zone.label.startswith("Not all hours have a time zone.")
