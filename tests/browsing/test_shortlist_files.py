import csv
import datetime as dt
import io
from html.parser import HTMLParser

import icalendar
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.browsing import shortlist_files as exports
from tests.builders import catalog_of, organization, role

STAMP = dt.datetime(2026, 11, 25, 8, 30, tzinfo=dt.UTC)
DAY = "hope--day"
MONTH = "hope--month"
SILENT = "hope--silent"


@pytest.fixture(scope="module")
def catalog():
    """A role with exact dates, one with a month, one that says nothing; the first tries tricks."""
    return catalog_of(
        role(
            DAY,
            title="<b>Surgeon</b>",
            summary='=HYPERLINK("http://bad")',
            start_date="2027-03-05",
            end_date="2027-03-12",
            countries="KE",
            site="Kijabe",
            setting="hospital",
            min_weeks="1",
            max_weeks="1",
            funding="self-funded",
        ),
        role(MONTH, title="Nurse", start_date="2027-04"),
        role(SILENT, title="Helper"),
        organizations=[organization("hope", name="Hope & Health")],
    )


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# ---- table ----------------------------------------------------------------------------------


def test_table_has_a_row_for_each_saved_role_in_their_order(catalog):
    rows = rows_of(exports.shortlist_csv(catalog, {SILENT: "", DAY: "ask Ana"}))
    assert [row["role_id"] for row in rows] == [SILENT, DAY]
    assert rows[1]["note"] == "ask Ana"
    assert rows[1]["where"] == "Kijabe, Kenya"
    assert rows[1]["when"] == "5 March 2027 to 12 March 2027"
    assert rows[1]["length"] == "1 week"
    assert rows[1]["organization"] == "Hope & Health"


def test_what_is_not_said_is_an_empty_cell(catalog):
    (row,) = rows_of(exports.shortlist_csv(catalog, {SILENT: ""}))
    empty = ["points", "note", "where", "setting", "length", "when", "funding"]
    assert [row[name] for name in empty] == [""] * len(empty)


def test_points_are_those_of_the_matches(catalog):
    matches = pd.DataFrame({"role_id": [DAY], "score": [81.5]})
    rows = rows_of(exports.shortlist_csv(catalog, {DAY: "", SILENT: ""}, matches))
    assert [row["points"] for row in rows] == ["81.50", ""]


def test_unknown_role_is_left_out(catalog):
    assert rows_of(exports.shortlist_csv(catalog, {"gone--role": "note"})) == []


def test_accents_survive_in_spreadsheet_programs(catalog):
    content = exports.shortlist_csv(catalog, {DAY: "Señora Gómez"})
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows_of(content)[0]["note"] == "Señora Gómez"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_never_run_as_a_formula(catalog, start):
    (row,) = rows_of(exports.shortlist_csv(catalog, {DAY: f"{start}1+1"}))
    assert row["note"].startswith("'")
    assert row["summary"].startswith("'=")


@given(note=st.text(max_size=40))
def test_notes_come_back_as_they_were(note):
    catalog = catalog_of(role("hope--one"))
    (row,) = rows_of(exports.shortlist_csv(catalog, {"hope--one": note}))
    assert exports.plain_cell(row["note"]) == note
    assert not row["note"].startswith(("=", "+", "-", "@", "\t", "\r"))


# ---- page -----------------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.seen, self.links = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]


def test_page_shows_words_of_people_and_data_as_they_are(catalog):
    html = exports.shortlist_html(catalog, {DAY: "<script>alert(1)</script>"})
    assert "&lt;b&gt;Surgeon&lt;/b&gt;" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert Tags(html).seen.isdisjoint({"script", "b", "img", "link", "iframe"})


def test_page_links_to_the_source_and_nowhere_else(catalog):
    assert Tags(exports.shortlist_html(catalog, {DAY: ""})).links == ["https://example.org/post"]


def test_address_that_is_not_of_the_web_is_no_link(catalog):
    tricked = catalog.roles.assign(source_url="javascript:alert(1)")
    html = exports.shortlist_html(
        catalog_with(catalog, tricked), {DAY: ""}, printed_on=dt.date(2026, 11, 25)
    )
    assert Tags(html).links == []
    assert "printed on 25 November 2026" in html


def catalog_with(catalog, roles):
    import dataclasses

    return dataclasses.replace(catalog, roles=roles)


def test_page_counts_and_shows_points(catalog):
    matches = pd.DataFrame({"role_id": [DAY], "score": [81.5]})
    html = exports.shortlist_html(catalog, {DAY: "", SILENT: ""}, matches)
    assert "2 roles from Missionmatch" in html
    assert html.count("of 100 points") == 1


def test_empty_page_says_so(catalog):
    assert "Nothing is saved yet" in exports.shortlist_html(catalog, {})


# ---- calendar -------------------------------------------------------------------------------


def events_of(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_only_roles_dated_to_the_day_stand_in_the_calendar(catalog):
    notes = {SILENT: "", MONTH: "", DAY: "", "gone--role": ""}
    assert exports.dated(catalog, notes, STAMP.date()) == (DAY,)
    assert len(events_of(exports.shortlist_ics(catalog, notes, {}, stamp=STAMP))) == 1


def test_event_lasts_through_its_last_day(catalog):
    (event,) = events_of(exports.shortlist_ics(catalog, {DAY: "bring boots"}, {}, stamp=STAMP))
    assert event.decoded("dtstart") == dt.date(2027, 3, 5)
    assert event.decoded("dtend") == dt.date(2027, 3, 13)
    assert str(event["summary"]) == "<b>Surgeon</b> (Hope & Health)"
    assert str(event["location"]) == "Kijabe, Kenya"
    assert "bring boots" in str(event["description"])
    assert str(event["uid"]) == f"{DAY}@missionmatch"


def test_an_end_told_as_a_month_is_its_last_day_and_says_so():
    catalog = catalog_of(role(DAY, start_date="2027-01-10", end_date="2027-03"))
    edition = exports.Edition(STAMP, 4)
    (event,) = events_of(exports.shortlist_ics(catalog, {DAY: ""}, {DAY: edition}, stamp=STAMP))
    assert event.decoded("dtend") == dt.date(2027, 4, 1)
    assert "told as March 2027 only" in str(event["description"])
    assert (event["transp"], event["sequence"]) == ("TRANSPARENT", 4)
    assert event.decoded("last-modified") == STAMP


def test_role_without_a_last_day_takes_one_day():
    catalog = catalog_of(role(DAY, start_date="2027-03-05"))
    (event,) = events_of(exports.shortlist_ics(catalog, {DAY: ""}, {}, stamp=STAMP))
    assert event.decoded("dtend") == dt.date(2027, 3, 6)


@pytest.mark.parametrize(
    ("dates", "stands"),
    [
        ({"start_date": "2020-05-28"}, False),
        ({"start_date": "2026-11-24"}, False),
        ({"start_date": "2026-11-25"}, True),
        ({"start_date": "2026-11-20", "end_date": "2026-11-24"}, False),
        ({"start_date": "2026-11-20", "end_date": "2026-11-25"}, True),
    ],
)
def test_what_is_over_never_stands_in_a_calendar(dates, stands):
    catalog = catalog_of(role(DAY, **dates))
    assert exports.dated(catalog, [DAY], STAMP.date()) == ((DAY,) if stands else ())
    assert len(events_of(exports.shortlist_ics(catalog, {DAY: ""}, {}, stamp=STAMP))) == stands


def test_same_list_gives_the_same_calendar(catalog):
    one, other = (exports.shortlist_ics(catalog, {DAY: ""}, {}, stamp=STAMP) for _ in range(2))
    assert one == other
    assert b"\r\n" in one


def test_calendar_without_dated_roles_is_still_one(catalog):
    content = exports.shortlist_ics(catalog, {SILENT: ""}, {}, stamp=STAMP)
    assert events_of(content) == []
