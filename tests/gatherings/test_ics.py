"""Calendars of others, each with one oddity that is plain to see."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from matching.gatherings import entries
from matching.gatherings.entries import as_one, looks_like_sessions, text_in
from matching.gatherings.errors import EventFileError
from matching.gatherings.ics import read_ics

NAIROBI = "Africa/Nairobi"


def event(*lines, uid="a@x", title="Talk", start="DTSTART:20270512T060000Z"):
    return ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", start, *lines, "END:VEVENT"]


def calendar(*events, head=(), end="\r\n"):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head, *(line for one in events for line in one)]
    return end.join([*lines, "END:VCALENDAR", ""]).encode()


def only(*lines, head=(), **more):
    file = read_ics(calendar(event(*lines, **more), head=head))
    assert [str(fault) for fault in file.faults] == []
    (entry,) = file.entries
    return entry


def fault(*lines, **more):
    """The fault of a calendar that has a good event, too, which is taken all the same."""
    file = read_ics(calendar(event(*lines, **more), event(uid="good@x", title="Good")))
    assert [entry.title for entry in file.entries] == ["Good"]
    return str(file.faults[0])


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_that_are_folded_and_escaped_are_read_whatever_ends_them(end):
    folded = ["DESCRIPTION:Bring a mask\\, gloves\\;", "  and time.\\nSee you\\\\there"]
    (entry,) = read_ics(calendar(event(*folded), end=end)).entries
    assert entry.summary == "Bring a mask, gloves; and time.\nSee you\\there"


def test_moments_are_read_in_utc_in_a_zone_and_without_one():
    assert only().starts == dt.datetime(2027, 5, 12, 6, tzinfo=dt.UTC)
    named = only(start=f"DTSTART;TZID={NAIROBI}:20270512T090000")
    assert (named.starts, named.zone) == (
        dt.datetime(2027, 5, 12, 9, tzinfo=ZoneInfo(NAIROBI)), NAIROBI,
    )  # fmt: skip
    windows = only(start='DTSTART;TZID="E. Africa Standard Time":20270512T090000')
    assert windows.starts == named.starts
    floating = only(start="DTSTART:20270512T090000")
    assert (floating.starts, floating.zone) == (dt.datetime(2027, 5, 12, 9), "")
    of_file = only(start="DTSTART:20270512T090000", head=[f"X-WR-TIMEZONE:{NAIROBI}"])
    assert of_file.starts == named.starts
    assert text_in(only().starts, NAIROBI) == text_in(floating.starts, NAIROBI)


def test_day_that_ends_an_event_is_its_last_one():
    days = only("DTEND;VALUE=DATE:20270515", start="DTSTART;VALUE=DATE:20270512")
    assert (days.starts, days.ends) == (dt.date(2027, 5, 12), dt.date(2027, 5, 14))
    one = only(start="DTSTART;VALUE=DATE:20270512")
    assert one.ends == dt.date(2027, 5, 12)


def test_duration_and_no_end_at_all():
    assert only("DURATION:PT1H30M").ends == dt.datetime(2027, 5, 12, 7, 30, tzinfo=dt.UTC)
    days = only("DURATION:P3D", start="DTSTART;VALUE=DATE:20270512")
    assert days.ends == dt.date(2027, 5, 14)
    assert only().ends == only().starts


def test_what_repeats_is_taken_once_and_that_is_said():
    again = ["RECURRENCE-ID:20270519T060000Z"]
    file = read_ics(calendar(event("RRULE:FREQ=WEEKLY;COUNT=90000"), event(*again)))
    (entry,) = file.entries
    assert entry.notes == ("It repeats in the file; only its first time is taken.",)
    assert file.faults == ()


def test_who_organizes_is_a_name_and_never_an_address():
    entry = only('ORGANIZER;CN="Care, Abroad":mailto:jo@x.example', "STATUS:CANCELLED")
    assert entry.organizer == "Care, Abroad"
    assert entry.cancelled
    assert only("ORGANIZER:mailto:jo@x.example").organizer == ""


def test_alarm_within_an_event_is_no_part_of_it():
    alarm = ["BEGIN:VALARM", "SUMMARY:Ring", "TRIGGER:-PT15M", "END:VALARM"]
    file = read_ics(calendar(["BEGIN:VEVENT", *alarm, *event()[1:]]))
    assert [entry.title for entry in file.entries] == ["Talk"]


@pytest.mark.parametrize(
    ("lines", "more", "said"),
    [
        ([], {"title": " "}, "line 3: found no title, expected a SUMMARY"),
        ([], {"start": "X-NO:start"}, "line 3: found no beginning of “Talk”, expected a DTSTART"),
        ([], {"start": "DTSTART:soon"}, "line 6: found “soon”, expected a moment such as"),
        ([], {"start": "DTSTART:19700101"}, "line 6: found 1970, expected a year from 2000"),
        ([], {"start": "DTSTART;TZID=Mars/Base:20270512T090000"}, "the zone “Mars/Base”"),
        (["DTEND:20270512T050000Z"], {}, "line 7: found an end before the beginning"),
        (["DTEND;VALUE=DATE:20270513"], {}, "line 7: found a day and a moment"),
        (["DURATION:long"], {}, "line 7: found “long”, expected a length such as PT1H30M"),
        (["LOCATION"], {}, "line 7: found “LOCATION”, expected NAME:value"),
        ([], {"uid": "good@x"}, "line 8: found the id of line 3 again"),
    ],
)  # fmt: skip
def test_faulty_entry_is_named_with_its_line_and_the_others_are_taken(lines, more, said):
    if "uid" in more:
        file = read_ics(calendar(event(**more), event(uid="good@x", title="Good")))
        assert said in str(file.faults[0])
    else:
        assert said in fault(*lines, **more)


def test_event_that_does_not_end_is_named():
    content = calendar(event()).replace(b"END:VEVENT\r\n", b"")
    file = read_ics(content)
    assert (file.entries, str(file.faults[0])) == (
        (), "the end: found an event that does not end, expected END:VEVENT",
    )  # fmt: skip


def test_letters_of_other_encodings():
    content = calendar(event(title="Santé"))
    assert read_ics(b"\xef\xbb\xbf" + content).entries[0].title == "Santé"
    old = read_ics(content.decode().encode("cp1252"))
    assert (old.entries[0].title, len(old.notes)) == ("Santé", 1)
    assert read_ics(content.decode().encode("utf-16")).entries[0].title == "Santé"


def test_long_texts_are_cut_which_is_said():
    entry = only(f"DESCRIPTION:{'x' * 5_000}")
    assert len(entry.summary) == entries.LONGEST_SUMMARY
    assert entry.notes == ("Its text is too long, and is cut.",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"\0\0BEGIN:VCALENDAR", "no text"),
        (b"Dear all, the conference is in May.", "no calendar"),
        (calendar(), "no events"),
        (b"BEGIN:VCALENDAR\n" * 21 + b"BEGIN:VEVENT\n", "line 21: this calendar is nested"),
    ],
)
def test_file_that_cannot_be_used_is_refused(content, said):
    with pytest.raises(EventFileError, match=said):
        read_ics(content)


def test_calendar_of_too_many_events_is_refused_before_any_is_read(monkeypatch):
    monkeypatch.setattr("matching.gatherings.ics._entry", lambda *more: pytest.fail("was read"))
    content = b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 30_000
    with pytest.raises(EventFileError, match="At most 1,000 entries at once; this file has 30,000"):
        read_ics(content)


def test_entries_of_a_few_days_are_taken_for_sessions():
    talks = [
        event(f"LOCATION:{room}", uid=str(number), start=f"DTSTART:2027051{day}T060000Z")
        for number, (day, room) in enumerate([(2, "Hall"), (2, "Room 1"), (4, "Hall")])
    ]
    file = read_ics(calendar(*talks, head=["X-WR-CALNAME:Days of care"]))
    assert looks_like_sessions(file.entries)
    one = as_one(file.entries, file.name, NAIROBI)
    assert (one.title, one.starts, one.ends) == (
        "Days of care", dt.date(2027, 5, 12), dt.date(2027, 5, 14),
    )  # fmt: skip
    assert [session.location for session in one.sessions] == ["Hall", "Room 1", "Hall"]
    months = [event(uid=str(month), start=f"DTSTART:20270{month}12T060000Z") for month in (1, 2, 3)]
    assert not looks_like_sessions(read_ics(calendar(*months)).entries)


BERLIN = "TZID=Europe/Berlin"


def test_hour_that_clocks_skip_is_a_fault_of_its_entry_alone():
    said = fault(f"DTEND;{BERLIN}:20270328T031500", start=f"DTSTART;{BERLIN}:20270328T023000")
    assert said == (
        "line 6: found 2027-03-28 02:30, when clocks of Europe/Berlin are put forward, "
        "expected an hour that clocks show"
    )


def test_hours_of_a_night_of_two_times_are_compared_as_they_pass():
    entry = only("DURATION:PT30M", start=f"DTSTART;{BERLIN}:20271031T024500")
    assert f"{entry.ends:%H:%M}" == "02:15"
    assert entry.ends.astimezone(dt.UTC) == dt.datetime(2027, 10, 31, 1, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("length", "ends"),
    [("PT2H", "04:00"), ("P1D", "01:00"), ("PT24H", "02:00"), ("P1DT1H", "02:00")],
)
def test_length_counts_hours_as_they_pass_and_days_as_the_calendar_has_them(length, ends):
    entry = only(f"DURATION:{length}", start=f"DTSTART;{BERLIN}:20270328T010000")
    assert f"{entry.ends:%H:%M}" == ends


def test_zone_is_lacking_where_an_hour_names_none():
    named, floating, day = (
        event(uid="a", start=f"DTSTART;{BERLIN}:20270512T090000"),
        event(uid="b", start="DTSTART:20270512T090000"),
        event(uid="c", start="DTSTART;VALUE=DATE:20270512"),
    )
    files = [read_ics(calendar(*those)) for those in ((named, day), (named, floating), (day,))]
    assert [(file.main_zone, file.lacks_zone) for file in files] == [
        ("Europe/Berlin", False), ("Europe/Berlin", True), ("", True),
    ]  # fmt: skip
