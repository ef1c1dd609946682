"""Plain pages of events to go to: their facts, their data, their calendars."""

import shutil
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from matching.store import open_database
from matching.store.schema import GatheringRow, GatheringSessionRow
from matching.web import coming_pages, event_routes, plain_routes
from tests.builders import article, catalog_of, role
from tests.web.test_plain_pages import HOSTILE, SITE, data_of, og, soup

NOON = datetime(2099, 5, 12, 9, tzinfo=UTC)
GIVEN = {
    "form": "mixed", "place": "Hall", "country": "KE", "time_zone": "Africa/Nairobi",
    "organizer": "Care", "url": "https://days.example", "starts_at": NOON,
    "ends_at": NOON + timedelta(days=1), "edited_at": NOON, "shown_at": NOON,
}  # fmt: skip


@pytest.fixture
def client(tmp_path, sqlite_with_tables):
    """Days to come with a session, a past and a fictional event, a draft, and an article."""
    path = shutil.copy(sqlite_with_tables, tmp_path / "events.db")
    long_ago = {"starts_at": NOON.replace(year=2019), "ends_at": NOON.replace(year=2019)}
    catalog = catalog_of(
        role(), articles=[article("congress", kind="event", title="Congress", published="2099")]
    )
    with open_database(f"sqlite:///{path}") as database:
        with database.writing() as session:
            for id_, more in (
                ("days", {"summary": HOSTILE}), ("past", long_ago), ("draft", {"shown_at": None}),
                ("unreal", {"is_fictional": True}), ("off", {"cancelled_at": NOON}),
            ):  # fmt: skip
                session.add(GatheringRow(gathering_id=id_, title=id_.title(), **{**GIVEN, **more}))
            session.flush()
            session.add(
                GatheringSessionRow(
                    session_id="s", gathering_id="days", title="Triage", room="Room 1",
                    speakers="Jo", starts_at=NOON, ends_at=NOON + timedelta(hours=1),
                )
            )  # fmt: skip
        routes = [
            *event_routes(lambda: database, lambda: catalog, SITE),
            *plain_routes(lambda: catalog, SITE, lambda: coming_pages(database)),
        ]
        yield TestClient(Starlette(routes=routes))


def test_page_tells_when_where_and_which_sessions(client):
    page = soup(client, "/pages/events/days")
    facts = dict(zip(*([one.get_text() for one in page.find_all(tag)] for tag in ("dt", "dd")),
                     strict=True))  # fmt: skip
    assert facts["When"] == "12 May 2099, 12:00 to 13 May 2099, 12:00 (Nairobi time)"
    assert facts["Where"] == "Hall, Kenya"
    assert page.select_one("a.button")["href"] == "/events?event=days"
    assert og(page)["og:url"] == f"{SITE}/pages/events/days"
    assert "12:00 to 13:00: Triage (Jo, Room 1)" in [li.get_text() for li in page.find_all("li")]
    assert HOSTILE not in client.get("/pages/events/days").text


def test_data_has_the_event_with_its_sessions(client):
    data = data_of(soup(client, "/pages/events/days"))
    assert (data["@type"], data["startDate"]) == ("Event", "2099-05-12T12:00:00+03:00")
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [one["@type"] for one in data["location"]] == ["Place", "VirtualLocation"]
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    (session,) = data["subEvent"]
    assert (session["name"], session["performer"]["name"]) == ("Triage", "Jo")
    off = data_of(soup(client, "/pages/events/off"))
    assert off["eventStatus"] == "https://schema.org/EventCancelled"


def test_past_fictional_and_cancelled_say_so(client):
    for id_, said in (("past", "is over"), ("unreal", "is fictional"), ("off", "is cancelled")):
        assert said in soup(client, f"/pages/events/{id_}").select_one("p.notice").get_text()
    answer = client.get("/pages/events/unreal")
    assert answer.headers["x-robots-tag"] == "noindex"
    assert data_of(soup(client, "/pages/events/unreal")) is None


def test_article_on_an_event_has_the_page_that_it_had(client):
    page = soup(client, "/pages/events/congress")
    assert page.select_one("a.button")["href"] == "/articles?article_id=congress"


@pytest.mark.parametrize(
    "path",
    [
        "draft", "none", "draft.ics", "days/none.ics", "past/s.ics", "%00", "%00.ics",
        "%00/s.ics", "days/%00.ics",
    ],
)  # fmt: skip
def test_what_is_not_shown_is_not_found(client, path):
    assert client.get(f"/pages/events/{path}").status_code == 404


def test_calendars_of_an_event_and_of_a_session(client):
    for path, title in (("days.ics", "Days"), ("days/s.ics", "Triage (Days)")):
        answer = client.get(f"/pages/events/{path}")
        assert answer.headers["content-type"].startswith("text/calendar")
        (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        assert event["summary"] == title
        assert f"{SITE}/pages/events/days" in event["description"]


def test_sitemap_has_what_is_to_come_and_real(client):
    text = client.get("/sitemap.xml").text
    assert f"<loc>{SITE}/pages/events/days</loc>" in text
    for id_ in ("past", "unreal", "draft"):
        assert f"/events/{id_}<" not in text
