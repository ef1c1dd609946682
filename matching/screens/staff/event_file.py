"""The file of an event, brought in with a look before anything is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.errors import MatchingError
from matching.gatherings.entries import LARGEST_FILE, MOST_ENTRIES, Fault
from matching.gatherings.files import KINDS
from matching.gatherings.gathering import Gathering
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.staff import event_form
from matching.screens.visit import session
from matching.services import staff
from matching.services.staff import EventChange, EventFileLook, EventImport

MOST_SHOWN: Final = 30
EVENTS, SESSIONS = "Each is an event", "They are the sessions of one event"
A_NEW_EVENT: Final = "A new event"
_ROUND: Final = "event_file_round"
_REPORT: Final = "event_file_report"


def show(events: Sequence[Gathering]) -> None:
    """Show, folded, the upload of a file, what it would do, and the button to take it."""
    with st.expander("Bring an event in from a file", icon=":material/upload:", key="event_file"):
        st.html(
            "<p>A calendar (.ics), or the data of a page in the words of schema.org (.json, or the "
            "saved .html page). Nothing is taken before you have seen what would happen; a new "
            "event is a draft until you show it.</p>"
        )
        file = st.file_uploader(
            f"A file of at most {LARGEST_FILE // 1_000_000} MB and {MOST_ENTRIES:,} entries",
            type=list(KINDS),
            max_upload_size=1,
            key=f"event_upload_{st.session_state.get(_ROUND, 0)}",
            on_change=_forget_report,
        )
        if file is not None:
            _show_look(file.getvalue(), events)
        elif report := st.session_state.get(_REPORT):
            _show_report(report)


def _show_look(content: bytes, events: Sequence[Gathering]) -> None:
    """Show what the file would do, as its entries are understood."""
    try:
        seen = session.ask(staff.look_at_event_file, content)
        given = _choices(seen, events)
        found = session.ask(staff.take_event_file, content, **given, dry_run=True)
    except MatchingError as error:
        st.error(look.plain(str(error)), icon=":material/error:")
        return
    html.show(html.heading("What would happen", 2, 3), html.bullets(seen.file.notes))
    html.show(*map(_in_words, found.events[:MOST_SHOWN]), _more(len(found.events)))
    html.show(_faults(found.faults))
    if any(change.changes for change in found.events):
        st.button(
            "Take it in",
            type="primary",
            icon=":material/check:",
            key="take_event_file",
            on_click=_take,
            args=(content, given),
        )
    elif found.events:
        html.show(html.paragraph("All of it stands here already; there is nothing to take."))


def _choices(seen: EventFileLook, events: Sequence[Gathering]) -> dict[str, Any]:
    """Ask what the file does not say; what we guess is chosen already."""
    entries = seen.file.entries
    given: dict[str, Any] = {"are_sessions": False}
    if len(entries) > 1 or seen.gathering_id:
        number = phrases.counted(len(entries), "entry", "entries")
        kind = st.radio(
            f"The file has {number}. What are they?",
            [EVENTS, SESSIONS],
            index=int(seen.are_sessions),
            key="event_file_kind",
        )
        given["are_sessions"] = kind == SESSIONS
    if given["are_sessions"]:
        names = {"": A_NEW_EVENT} | {one.gathering_id: one.title for one in events}
        given["gathering_id"] = st.selectbox(
            "Of which event?",
            list(names),
            index=list(names).index(seen.gathering_id) if seen.gathering_id in names else 0,
            format_func=names.__getitem__,
            key="event_file_of",
        )
        if not given["gathering_id"]:
            given["title"] = st.text_input(
                "Title of the new event", seen.file.name, key="event_file_title"
            )
    asks_zone = seen.asks_zone
    if given["are_sessions"]:
        asks_zone = seen.file.lacks_zone and not given["gathering_id"]
    if asks_zone:
        zones = event_form.zones()
        lacking = "Not all hours have a time zone" if seen.zone else "The file names no time zone"
        given["zone"] = st.selectbox(
            f"{lacking}. In which are its times told?",
            list(zones),
            index=list(zones).index(seen.zone or "UTC"),
            format_func=zones.__getitem__,
            filter_mode="contains",
            key="event_file_zone",
        )
    return given


def _take(content: bytes, given: dict[str, Any]) -> None:
    """Take what is good; the report of what was done takes the place of the upload."""
    report: EventImport | str
    try:
        report = session.ask(staff.take_event_file, content, **given, dry_run=False)
    except MatchingError as error:
        report = str(error)
    st.session_state[_REPORT] = report
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _show_report(report: EventImport | str) -> None:
    if isinstance(report, str):
        st.error(look.plain(report), icon=":material/error:")
        return
    html.show(
        '<section class="mr-note mr-done" role="status"><h2>The file was taken in</h2></section>',
        *map(_in_words, report.events[:MOST_SHOWN]),
        _more(len(report.events)),
        _faults(report.faults),
    )


def _in_words(change: EventChange) -> str:
    """Return what becomes of one event: itself, its sessions, and what is to be looked at."""
    title = look.words(change.title)
    if change.gathering_id:
        title = html.link(addresses.edit_event_link(change.gathering_id), change.title)
    fields = event_form.EVENT
    columns = [fields[name].label if name in fields else name for name in change.columns]
    said = [
        "new, as a draft" if change.is_new else "",
        f"changed: {phrases.listed(phrases.lowered(columns, first=True), most=len(columns))}"
        if columns and not change.is_new
        else "",
        _titles("new session", change.added),
        _titles("changed session", change.changed),
        f"{phrases.counted(change.unchanged, 'session')} as before" if change.unchanged else "",
    ]
    if not change.changes:
        said.insert(0, "as it is here already")
    left = _titles("session", change.left)
    notes = [*change.notes, f"Not in this file, and kept: {left}" if left else ""]
    items = "".join(f"<li>{look.escape(note)}</li>" for note in notes if note)
    return (
        f"<p><strong>{title}</strong>: {look.escape('; '.join(part for part in said if part))}.</p>"
        + (f'<ul class="mb-list">{items}</ul>' if items else "")
    )


def _titles(one: str, titles: Sequence[str]) -> str:
    if not titles:
        return ""
    number = phrases.counted(len(titles), one)
    return f"{number} ({phrases.listed([f'“{title}”' for title in titles], most=5)})"


def _faults(faults: Sequence[Fault]) -> str:
    if not faults:
        return ""
    rows = [
        [look.escape(fault.place), look.escape(fault.found), look.escape(fault.expected)]
        for fault in faults[:MOST_SHOWN]
    ]
    number = phrases.counted(len(faults), "entry is left out", "entries are left out")
    return (
        html.heading(f"To correct in the file: {number}", 2, 3)
        + html.table(["Where", "Found", "Expected"], rows)
        + _more(len(faults))
    )


def _more(number: int) -> str:
    over = number - MOST_SHOWN
    return html.paragraph(f"And {over:,} more." if over > 0 else "", "mm-quiet")


def _forget_report() -> None:
    st.session_state.pop(_REPORT, None)
