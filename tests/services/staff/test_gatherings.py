"""Events to go to: entered by staff or from a file, seen by everybody once they are shown."""

import datetime as dt

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional, staff
from matching.services.shared.errors import GatheringError, RequestError
from matching.store import ConflictError, schema
from tests.store.rows import NOW

CELLS = {
    "title": "Days of care", "form": "on-site", "starts": "2027-05-12", "ends": "2027-05-14",
    "time_zone": "Africa/Nairobi",
}  # fmt: skip
TALK = {"title": "Triage", "starts": "2027-05-12 09:00", "ends": "2027-05-12 10:30"}


@pytest.fixture
def sam(store, actors):
    return store, actors.sam


@pytest.fixture
def made(sam):
    return staff.new_event(*sam, CELLS, now=NOW)


def form(sam, gathering_id):
    return staff.event_form(*sam, gathering_id, now=NOW)


def version(sam, gathering_id):
    return form(sam, gathering_id).gathering.version


def show(sam, gathering_id):
    staff.show_event(*sam, gathering_id, version=version(sam, gathering_id), now=NOW)


def add(sam, gathering_id, cells=TALK):
    now = version(sam, gathering_id)
    return staff.save_session(*sam, gathering_id, staff.NEW, cells, version=now, now=NOW)


def titles(events):
    return [one.title for one in events]


def test_event_is_a_draft_until_it_is_shown(sam, made, actors):
    visitor = (sam[0], actors.visitor)
    assert professional.coming_events(*visitor, now=NOW) == []
    with pytest.raises(NotAllowedError):
        professional.event(*visitor, made, now=NOW)
    add(sam, made)
    show(sam, made)
    (event,) = professional.coming_events(*visitor, now=NOW)
    assert (event.title, titles(event.sessions)) == ("Days of care", ["Triage"])
    assert professional.event(*visitor, made, now=NOW) == event
    after = dt.datetime(2027, 5, 14, 21, tzinfo=dt.UTC)
    assert professional.coming_events(*visitor, now=after) == []
    assert titles(professional.past_events(*visitor, now=after)) == ["Days of care"]
    just_before = after - dt.timedelta(minutes=1)
    assert titles(professional.coming_events(*visitor, now=just_before)) == ["Days of care"]
    assert professional.past_events(*visitor, now=just_before) == []


def test_whole_days_are_days_of_the_zone_of_the_event(sam, made):
    event = form(sam, made).gathering
    assert event.starts_at == dt.datetime(2027, 5, 11, 21, tzinfo=dt.UTC)
    assert event.ends_at == dt.datetime(2027, 5, 14, 21, tzinfo=dt.UTC)
    assert {name: form(sam, made).cells[name] for name in CELLS} == CELLS


def test_where_the_zone_changes_clocks_show_the_same_times(sam, made):
    session_id = add(sam, made)
    zone = {"time_zone": "Europe/Berlin"}
    staff.change_event(*sam, made, zone, version=version(sam, made), now=NOW)
    after = form(sam, made)
    assert after.cells["starts"] == CELLS["starts"]
    assert after.sessions[session_id]["starts"] == TALK["starts"]
    assert after.gathering.sessions[0].starts_at == dt.datetime(2027, 5, 12, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("title", ""), ("form", "by mail"), ("starts", "in May"), ("starts", "2027-02-30"),
        ("ends", "2027-05-11"), ("ends", "2027-05-14 10:00"), ("ends", "2029-05-14"),
        ("time_zone", "Nairobi"), ("country", "Kenya"), ("org_id", "nobody"),
        ("url", "javascript:alert(1)"), ("professions", "wizard"), ("colour", "red"),
    ],
)  # fmt: skip
def test_faulty_cell_is_named_and_nothing_is_kept(sam, cell, text):
    with pytest.raises(GatheringError) as caught:
        staff.new_event(*sam, {**CELLS, cell: text}, now=NOW)
    assert [problem.column for problem in caught.value.problems] == [cell]
    assert staff.all_events(*sam, now=NOW) == []


def test_what_somebody_else_changed_in_the_meantime_is_a_conflict(sam, made):
    old = version(sam, made)
    session_id = add(sam, made)
    for verb, given in (
        (staff.change_event, ({"title": "Other"},)), (staff.show_event, ()),
        (staff.cancel_event, ()), (staff.delete_event, ()), (staff.confirm_topics, ()),
        (staff.save_session, (session_id, {"title": "Other"})),
        (staff.remove_session, (session_id,)),
    ):  # fmt: skip
        with pytest.raises(ConflictError):
            verb(*sam, made, *given, version=old, now=NOW)


def test_draft_is_deleted_and_what_was_shown_is_only_cancelled(sam, made, actors):
    show(sam, made)
    with pytest.raises(RequestError, match="cancel it"):
        staff.delete_event(*sam, made, version=version(sam, made), now=NOW)
    staff.cancel_event(*sam, made, version=version(sam, made), now=NOW)
    assert professional.event(sam[0], actors.amina, made, now=NOW).cancelled_at == NOW
    staff.cancel_event(*sam, made, False, version=version(sam, made), now=NOW)
    assert professional.event(sam[0], actors.amina, made, now=NOW).cancelled_at is None
    draft = staff.new_event(*sam, CELLS, now=NOW)
    add(sam, draft)
    staff.delete_event(*sam, draft, version=version(sam, draft), now=NOW)
    assert [one.gathering_id for one in staff.all_events(*sam, now=NOW)] == [made]


def test_sessions_are_changed_cancelled_and_removed(sam, made):
    session_id = add(sam, made)
    change = {"title": "Triage at sea", "cancelled": "yes"}
    now = version(sam, made)
    staff.save_session(*sam, made, session_id, change, version=now, now=NOW)
    (session,) = form(sam, made).gathering.sessions
    assert (session.title, session.cancelled_at) == ("Triage at sea", NOW)
    staff.remove_session(*sam, made, session_id, version=version(sam, made), now=NOW)
    assert form(sam, made).sessions == {}


def test_session_of_another_event_is_not_found(sam, made):
    other = staff.new_event(*sam, CELLS, now=NOW)
    session_id = add(sam, other)
    with pytest.raises(NotAllowedError):
        staff.remove_session(*sam, made, session_id, version=version(sam, made), now=NOW)


def test_there_are_at_most_so_many_sessions(sam, made, monkeypatch):
    monkeypatch.setattr("matching.services.staff.gatherings.MOST_SESSIONS", 1)
    add(sam, made)
    with pytest.raises(RequestError, match="At most 1 session"):
        add(sam, made)


def test_audit_log_holds_columns_and_no_text(sam, made):
    staff.change_event(*sam, made, {"title": "Other"}, version=1, now=NOW)
    log = staff.audit_entries(*sam, action="event.", now=NOW)
    assert log["details"].tolist() == [{"columns": ["title"]}, {"what": "made"}]


# ---- files ----------------------------------------------------------------------------------


def talk(uid, title, day=12, hour=6, *more):
    return "\n".join([
        "BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART:202705{day}T{hour:02}0000Z",
        "DURATION:PT1H", *more, "END:VEVENT",
    ])  # fmt: skip


def calendar(*talks):
    return "\n".join(["BEGIN:VCALENDAR", "X-WR-CALNAME:Days", *talks, "END:VCALENDAR"]).encode()


def take(sam, content, dry_run=False, **more):
    given = {"are_sessions": False} | more
    return staff.take_event_file(*sam, content, dry_run=dry_run, now=NOW, **given)


def test_look_changes_nothing_and_taking_makes_drafts_with_topics_to_look_at(sam):
    content = calendar(talk("a", "Anesthesia for nurses in Kenya"), talk("b", "Welcome", 20))
    look = staff.look_at_event_file(*sam, content, now=NOW)
    assert (look.are_sessions, look.gathering_id, look.zone) == (False, "", "")
    (first, second) = take(sam, content, dry_run=True).events
    assert (first.is_new, first.title, first.gathering_id) == (True, first.title, "")
    assert staff.all_events(*sam, now=NOW) == []
    (first, second) = take(sam, content, zone="Africa/Nairobi").events
    event = form(sam, first.gathering_id)
    assert event.gathering.shown_at is None
    assert (event.gathering.topics_read, event.gathering.countries) == (True, ("KE",))
    assert "nurse" in event.gathering.professions
    assert (event.cells["starts"], event.cells["ends"]) == ("2027-05-12 09:00", "2027-05-12 10:00")
    assert not form(sam, second.gathering_id).gathering.topics_read
    staff.change_event(*sam, first.gathering_id, {"title": "X"}, version=1, now=NOW)
    assert not form(sam, first.gathering_id).gathering.topics_read


def test_topics_that_are_right_are_said_to_be_so_all_at_once(sam):
    content = calendar(talk("a", "Burn care"), talk("b", "Nurses"))
    (event,) = take(sam, content, are_sessions=True, title="Surgery").events
    id_ = event.gathering_id

    def unread():
        event = form(sam, id_).gathering
        return [one.topics_read for one in (event, *event.sessions)]

    assert all(unread())
    staff.confirm_topics(*sam, id_, version=version(sam, id_), now=NOW)
    assert not any(unread())


def test_same_file_again_changes_what_is_other_and_makes_nothing_twice(sam):
    content = calendar(talk("a", "First"), talk("b", "Second", 20))
    take(sam, content)
    assert [one.changes for one in take(sam, content).events] == [False, False]
    later = calendar(talk("a", "First", 13), talk("b", "Second", 20, 6, "STATUS:CANCELLED"))
    (first, second) = take(sam, later).events
    assert (first.columns, second.columns) == (("starts", "ends"), ("cancelled",))
    assert form(sam, second.gathering_id).gathering.cancelled_at == NOW
    assert len(staff.all_events(*sam, now=NOW)) == 2


def test_entries_become_sessions_of_one_event_and_later_change_them(sam):
    content = calendar(talk("a", "Opening"), talk("b", "Burns"), talk("c", "Closing", 13))
    look = staff.look_at_event_file(*sam, content, now=NOW)
    assert (look.are_sessions, look.gathering_id) == (True, "")
    (event,) = take(sam, content, are_sessions=True).events
    assert (event.title, event.added) == ("Days", ("Opening", "Burns", "Closing"))
    kept = form(sam, event.gathering_id)
    assert (kept.cells["starts"], kept.cells["ends"]) == ("2027-05-12", "2027-05-13")

    later = calendar(talk("b", "Burn care"), talk("d", "Prayer", 13))
    again = staff.look_at_event_file(*sam, later, now=NOW)
    assert (again.are_sessions, again.gathering_id) == (True, event.gathering_id)
    given = {"are_sessions": True, "gathering_id": again.gathering_id}
    (change,) = take(sam, later, **given).events
    assert (change.added, change.changed, change.left) == (
        ("Prayer",), ("Burn care",), ("Opening", "Closing"),
    )  # fmt: skip
    after = form(sam, event.gathering_id).gathering
    assert titles(after.sessions) == ["Burn care", "Opening", "Closing", "Prayer"]
    assert after.title == "Days"


def test_faulty_session_is_named_and_does_not_stop_the_others(sam):
    content = calendar(talk("a", "Good"), talk("b", "Long", 12, 6, "DTEND:20290512T060000Z"))
    (event,) = (found := take(sam, content, are_sessions=True, title="Days")).events
    assert event.added == ("Good",)
    assert str(found.faults[0]) == (
        "line 14: found 731 days from beginning to end, expected at most 366 days"
    )


def test_event_of_too_many_sessions_is_left_out(sam, monkeypatch):
    monkeypatch.setattr("matching.services.staff.gathering_files.MOST_SESSIONS", 1)
    content = calendar(talk("a", "One"), talk("b", "Two"))
    found = take(sam, content, are_sessions=True)
    assert found.events == ()
    assert "found 2 sessions, expected at most 1 of one event" in str(found.faults[0])
    assert staff.all_events(*sam, now=NOW) == []


def test_what_a_file_says_wrongly_of_less_is_left_out_and_noted(sam):
    content = (
        b'{"@type": "Event", "name": "Talk", "startDate": "2027-05-12", "url": "see below",'
        b'"location": {"@type": "Place", "address": {"addressCountry": "Kenya"}},'
        b'"subEvent": [{"@type": "Event", "name": "Part", "startDate": "2027-05-12T09:00"}]}'
    )
    (event,) = take(sam, content).events
    assert event.notes == ("Its address “see below” is no web address, and is left out.",)
    kept = form(sam, event.gathering_id)
    assert (kept.cells["country"], kept.cells["url"]) == ("KE", "")
    assert [cells["starts"] for cells in kept.sessions.values()] == ["2027-05-12 09:00"]


def at(hour, zone="Europe/Berlin", uid="a", name="DTSTART"):
    return [f"UID:{uid}", f"SUMMARY:{uid}", f"{name};TZID={zone}:2027{hour}00"]


def of_lines(*events):
    ready = ["\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"]) for lines in events]
    return calendar(*ready)


def test_zone_that_all_hours_name_is_that_of_the_event_they_make(sam):
    content = of_lines(*(at(f"0512T{hour}00", "Africa/Nairobi", str(hour)) for hour in (10, 12)))
    look = staff.look_at_event_file(*sam, content, now=NOW)
    assert (look.zone, look.asks_zone, look.file.lacks_zone) == ("Africa/Nairobi", False, False)
    (event,) = take(sam, content, are_sessions=True).events
    made = form(sam, event.gathering_id)
    assert made.cells["time_zone"] == "Africa/Nairobi"
    assert [one["starts"] for one in made.sessions.values()] == [
        "2027-05-12 10:00", "2027-05-12 12:00",
    ]  # fmt: skip


def test_zone_is_asked_for_hours_without_one_and_never_of_an_event_that_is_here(sam):
    mixed = of_lines(at("0512T1000"), ["UID:b", "SUMMARY:b", "DTSTART:20270512T100000"])
    assert staff.look_at_event_file(*sam, mixed, now=NOW).asks_zone
    take(sam, mixed, zone="Africa/Nairobi")
    assert not staff.look_at_event_file(*sam, mixed, now=NOW).asks_zone
    (named, floating) = take(sam, mixed, zone="Asia/Kolkata").events
    assert (named.changes, floating.changes, named.notes) == (False, False, ())
    assert floating.notes == ("Its times are told in the zone that it has here, Africa/Nairobi.",)


def test_second_of_two_hours_that_clocks_show_alike_stays_what_it_is(sam):
    def made(hour):
        told = ["UID:night", "SUMMARY:Night", f"DTSTART:20271031T{hour}3000Z", "DURATION:PT5M"]
        return take(sam, of_lines(told), zone="Europe/Berlin").events[0]

    event = made("01")
    night = form(sam, event.gathering_id)
    assert night.gathering.starts_at == dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)
    assert night.cells["starts"] == "2027-10-31 02:30"
    staff.change_event(*sam, event.gathering_id, {"place": "Hall"}, version=1, now=NOW)
    assert form(sam, event.gathering_id).gathering.starts_at == night.gathering.starts_at
    assert not made("01").changes
    assert made("00").columns == ("starts", "ends")
    assert form(sam, event.gathering_id).gathering.starts_at.hour == 0


GAP = {"starts": "2027-03-28 02:30", "ends": "2027-03-28 03:15"}


def test_hour_that_clocks_skip_is_refused_at_its_cell(sam):
    with pytest.raises(GatheringError) as caught:
        staff.new_event(*sam, {**CELLS, **GAP, "time_zone": "Europe/Berlin"}, now=NOW)
    (problem,) = caught.value.problems
    assert (problem.column, problem.value) == ("starts", GAP["starts"])
    assert problem.expected == "an hour that clocks of Europe/Berlin show: not one they skip"


def test_hour_that_clocks_skip_leaves_out_its_entry_alone(sam):
    bad = ["UID:bad", "SUMMARY:Bad", "DTSTART:20270328T023000", "DTEND:20270328T031500"]
    found = take(sam, of_lines(bad, at("0512T0900")), zone="Europe/Berlin")
    assert [one.title for one in found.events] == ["a"]
    assert "starts “2027-03-28 02:30”" in str(found.faults[0])


def test_change_of_zone_keeps_the_length_where_clocks_skip_an_hour(sam):
    made = staff.new_event(*sam, {**CELLS, **GAP}, now=NOW)
    add(sam, made, {"title": "Night", **GAP})
    zone = {"time_zone": "Europe/Berlin"}
    staff.change_event(*sam, made, zone, version=version(sam, made), now=NOW)
    after = form(sam, made)
    assert after.cells["starts"] == "2027-03-28 03:30"
    for one in (after.gathering, *after.gathering.sessions):
        assert one.ends_at - one.starts_at == dt.timedelta(minutes=45)


def test_day_without_a_midnight_stays_a_day(sam):
    day = {"starts": "2027-04-30", "ends": "2027-04-30"}
    made = staff.new_event(*sam, {**CELLS, **day, "time_zone": "Africa/Cairo"}, now=NOW)
    assert {name: form(sam, made).cells[name] for name in day} == day


def test_session_far_from_its_event_is_to_be_looked_at(sam):
    days = staff.new_event(*sam, CELLS, now=NOW)
    content = of_lines(at("0512T0900"), ["UID:b", "SUMMARY:Far", "DTSTART:20290512T090000Z"])
    (event,) = take(sam, content, are_sessions=True, gathering_id=days).events
    assert event.notes[-1] == "Far: it is more than a year before or after the event."
    assert not any(note.startswith("a:") for note in event.notes)


def test_id_that_no_store_can_keep_does_not_stop_the_file(sam):
    content = (
        r'[{"@type": "Event", "@id": "a\u0000\ud800", "name": "T", "startDate": "2027-05-12"}]'
    )
    assert take(sam, content.encode()).faults == ()


def test_only_staff_enter_events(store, actors):
    for actor in (actors.visitor, actors.amina, actors.ben):
        with pytest.raises(NotAllowedError):
            staff.new_event(store, actor, CELLS, now=NOW)
        with pytest.raises(NotAllowedError):
            staff.take_event_file(store, actor, b"", are_sessions=False, dry_run=True, now=NOW)
    with store.reading() as session:
        assert session.query(schema.GatheringRow).count() == 0
