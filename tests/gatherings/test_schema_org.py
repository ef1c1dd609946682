"""What pages say of events in the words of schema.org."""

import datetime as dt
import json

import pytest

from matching.gatherings.errors import EventFileError
from matching.gatherings.files import read_events
from matching.gatherings.schema_org import read_schema_org

TALK = {"@type": "Event", "name": "Talk", "startDate": "2027-05-12T09:00:00+03:00"}
PLACE = {
    "@type": "Place", "name": "Hall",
    "address": {"@type": "PostalAddress", "addressLocality": "Nairobi", "addressCountry": "KE"},
}  # fmt: skip


def read(data):
    return read_schema_org(json.dumps(data).encode())


def only(**more):
    file = read({"@context": "https://schema.org", **TALK, **more})
    assert file.faults == ()
    (entry,) = file.entries
    return entry


def test_event_with_all_that_is_known():
    entry = only(**{
        "@type": ["EducationEvent", "Thing"], "@id": "https://x.example/#e", "location": PLACE,
        "endDate": "2027-05-12T10:00:00+03:00", "url": "https://x.example",
        "organizer": {"@type": "Organization", "name": "Care"}, "eventStatus":
        "https://schema.org/EventCancelled", "description": "<p>Bring &amp; share</p>",
        "performer": [{"name": "Jo"}, "Kim"],
    })  # fmt: skip
    assert (entry.uid, entry.url) == ("https://x.example/#e", "https://x.example")
    assert (entry.location, entry.country, entry.form) == ("Hall, Nairobi", "KE", "on-site")
    assert (entry.organizer, entry.speakers) == ("Care", "Jo, Kim")
    assert (entry.summary, entry.cancelled) == ("Bring & share", True)
    assert entry.ends - entry.starts == dt.timedelta(hours=1)


def test_days_moments_and_ends_that_are_not_said():
    days = only(startDate="2027-05-12", endDate="2027-05-14")
    assert (days.starts, days.ends) == (dt.date(2027, 5, 12), dt.date(2027, 5, 14))
    assert only(startDate="2027-05-12T09:00").starts == dt.datetime(2027, 5, 12, 9)
    assert only(startDate="2027-05-12T09:00Z").starts.tzinfo is not None
    assert only().ends == only().starts
    assert only(duration="PT1H30M").ends == only().starts + dt.timedelta(minutes=90)
    mixed = only(endDate="2027-05-13")
    assert (mixed.starts, mixed.ends) == (dt.date(2027, 5, 12), dt.date(2027, 5, 13))


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ({"eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode"}, "mixed"),
        ({"eventAttendanceMode": "OnlineEventAttendanceMode"}, "online"),
        ({"location": {"@type": "VirtualLocation", "url": "https://x.example"}}, "online"),
        ({"location": [{"@type": "VirtualLocation"}, "Hall"]}, "mixed"),
        ({"location": "Hall"}, "on-site"),
        ({}, ""),
    ],
)
def test_form_is_read_from_the_mode_or_the_place(said, form):
    assert only(**said).form == form


def test_sessions_are_those_below_and_those_that_name_it_above():
    below = {**TALK, "@id": "#1", "name": "First"}
    above = {**TALK, "@id": "#2", "name": "Second", "superEvent": {"@id": "#all"}}
    whole = {**TALK, "@id": "#all", "name": "All", "subEvent": [below, {"@id": "#2"}]}
    file = read({"@graph": [whole, above]})
    (entry,) = file.entries
    assert [session.title for session in entry.sessions] == ["First", "Second"]
    assert file.faults == ()


def test_faulty_session_and_event_are_named_and_the_others_are_taken():
    sessions = [{**TALK, "name": "Good"}, {**TALK, "name": "Bad", "startDate": "May"}]
    file = read([
        {**TALK, "subEvent": sessions}, {"@type": "Event", "startDate": "2027-05-12"},
        {**TALK, "name": "Late", "endDate": "2027-05-11T09:00:00Z"},
    ])  # fmt: skip
    (entry,) = file.entries
    assert [session.title for session in entry.sessions] == ["Good"]
    said = [str(fault) for fault in file.faults]
    assert said[0].startswith("event 1 (“Talk”), session 2: found startDate “May”, expected a day")
    assert said[1] == "event 2 (“”): found no name, expected a name"
    assert said[2].startswith("event 3 (“Late”): found an end before the beginning")


def test_page_with_scripts_of_which_one_is_broken():
    page = (
        "<!doctype html>\n<html><head>\n"
        '<script type="application/ld+json">{"@type": </script>\n'
        f'<script type="application/LD+JSON; charset=utf-8">{json.dumps(TALK | {"x": "a </p>"})}'
        '</script>\n<!-- <script type="application/ld+json">{"@type": "Event"}</script> -->'
        '\n<script>var e = {"@type": "Event"}</script></head></html>'
    )
    file = read_events(page.encode())
    assert [entry.title for entry in file.entries] == ["Talk"]
    assert str(file.faults[0]).startswith("line 3: found ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<p>We meet in May.</p>", "no data of schema.org"),
        (b'{"@type": "Article"}', "no event in this file"),
        (b'{"@type":\n "Event",}', "line 2: this is no JSON"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "nested deeper than 30 levels"),
        (b"[" + b'{"@type":"Event"},' * 1_001 + b"1]", "At most 1,000 entries at once"),
    ],
)
def test_file_that_cannot_be_used_is_refused(content, said):
    with pytest.raises(EventFileError, match=said):
        read_schema_org(content)


def test_numbers_of_thousands_of_digits_do_no_harm():
    digits = "9" * 5_000
    content = json.dumps({**TALK, "price": 1, "description": f"a &amp; &#{digits};"})
    file = read_schema_org(content.replace('"price": 1', f'"price": {digits}').encode())
    assert file.entries[0].summary.startswith("a &amp; &#99")


def test_what_no_store_can_keep_is_replaced():
    entry = only(**{"@id": "a\0\ud800", "name": "T\udfff", "organizer": "O\0", "location": "L\0"})
    told = (entry.uid, entry.title, entry.organizer, entry.location)
    assert told == ("a\ufffd\ufffd", "T\ufffd", "O\ufffd", "L\ufffd")


def test_signs_of_more_and_less_are_no_markup():
    entry = only(name="3 < 4 > 2, <b>bold</b><!-- x --><br/>")
    assert entry.title == "3 < 4 > 2, bold"


def test_events_of_one_address_are_told_apart_by_time_and_title():
    url = "https://x.example"
    two = [{**TALK, "url": url}, {**TALK, "url": url, "name": "Other"}]
    file = read(two)
    assert (len(file.entries), file.faults) == (2, ())
    assert [one.uid for one in read(two[:1]).entries] == [url]
    (event,) = read({**TALK, "url": url, "subEvent": two}).entries
    assert (event.uid, len(event.sessions)) == (url, 2)
