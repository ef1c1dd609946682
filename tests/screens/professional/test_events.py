"""Events to come, and one with the sessions for the visitor."""

import functools
from datetime import timedelta

import pytest

from matching import Profile
from matching.screens.visit import session
from matching.store.schema import GatheringRow, GatheringSessionRow
from tests.screens.pages import html_of, open_screen

NURSE = Profile(profession="nurse")
WARDS = {"professions": ("nurse",)}


@pytest.fixture
def open_events(repository, monkeypatch, own_database):
    """Open the page of events in the app; nothing is known yet."""
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "events")


@pytest.fixture
def fill(own_database):
    """`fill(id, **cells)`: put an event into the store, which begins in ten days."""

    def fill(id_, sessions=(), days=10, **more):
        now = session.now()
        starts = (now + timedelta(days=days)).replace(hour=6, minute=0, second=0, microsecond=0)
        given = {
            "title": f"<b>{id_}</b>", "form": "on-site", "time_zone": "Africa/Nairobi",
            "starts_at": starts, "ends_at": starts + timedelta(hours=9), "edited_at": now,
            "shown_at": now,
        }  # fmt: skip
        with own_database.writing() as store:
            store.add(GatheringRow(gathering_id=id_, **(given | more)))
            store.flush()
            for title, cells in sessions:
                store.add(
                    GatheringSessionRow(
                        session_id=title, gathering_id=id_, title=title, starts_at=starts,
                        ends_at=starts + timedelta(hours=1), **cells,
                    )
                )  # fmt: skip

    return fill


def titles(app):
    return [part.partition("&lt;/b")[0] for part in html_of(app).split("&lt;b&gt;")[1:]]


def test_where_nothing_is_to_come_the_page_says_so_and_what_is_over_is_folded(open_events, fill):
    fill("past", days=-10)
    fill("draft", shown_at=None)
    app = open_events()
    assert "No event to come is known" in html_of(app)
    assert [one.label for one in app.expander] == ["Past events (1)"]
    assert titles(app) == ["past"]


def test_events_stand_by_date_and_for_a_nurse_by_what_suits_her(open_events, fill):
    fill("first", country="UG", form="online")
    fill("second", [("Wards", WARDS)], days=40, country="KE", form="mixed")
    assert titles(open_events()) == ["first", "second"]
    app = open_events(profile=NURSE)
    assert titles(app) == ["second", "first"]
    assert "1 for you" in html_of(app)
    assert "Shares your profession, registered nurse." in html_of(app)
    app.multiselect(key="event_country").select("UG").run()
    assert titles(app) == ["first"]
    app.multiselect(key="event_form").select("on-site").run()
    assert "No event fits all of this" in html_of(app)
    app.button(key="clear_").click().run()
    assert titles(app) == ["second", "first"]


def test_page_has_when_sessions_for_her_and_all_of_them(open_events, fill):
    fill("days", [("Wards", WARDS), ("<i>Teeth</i>", {"professions": ("dentist",)})])
    html = html_of(open_events(profile=NURSE, event="days"))
    for_you, all_of_them = html.split("Sessions for you")[1].split("All sessions")
    assert "Wards" in for_you
    assert "Teeth" not in for_you
    assert "&lt;i&gt;Teeth&lt;/i&gt;" in all_of_them
    assert "09:00 to 10:00" in all_of_them
    assert 'href="/pages/events/days.ics"' in html
    assert 'href="/pages/events/days/Wards.ics"' in all_of_them
    assert "Say who you are" in html_of(open_events(event="days"))


def test_cancelled_and_fictional_events_say_so_and_cancelled_sessions_are_for_nobody(
    open_events, fill
):
    cancelled = {**WARDS, "cancelled_at": session.now()}
    fill("days", [("Wards", cancelled)], cancelled_at=session.now(), is_fictional=True)
    html = html_of(open_events(profile=NURSE, event="days"))
    assert "This event is cancelled." in html
    assert "This event is fictional" in html
    assert "No session shares something" in html


@pytest.mark.parametrize("wanted", ["none", "draft", "x" * 500, "\0"])
def test_event_that_is_not_there_is_said_with_others(open_events, fill, wanted):
    fill("days")
    fill("draft", shown_at=None)
    html = html_of(open_events(event=wanted))
    assert "We do not know this event" in html
    assert "&lt;b&gt;days" in html
