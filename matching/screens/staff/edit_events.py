"""Screen: events as staff enter them: drafts, what is shown, sessions, and files of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.authorization import STAFF, Actor
from matching.gatherings.gathering import Gathering, GatheringSession, days_in_words, when_in_words
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import listing, record_cards
from matching.screens.staff import event_file, event_form
from matching.screens.visit import resources, session
from matching.services import staff
from matching.services.staff import NEW, EventForm
from matching.store import Database
from matching.words.labels import labels_of_record

PAGE: Final = "edit_events_page"
LOOK_AT_TOPICS: Final = "Topics to look at"
READ_BY_PROGRAM: Final = (
    "What it is about was read from its words by the program. Please look at the last fields; "
    "they count as looked at once you save."
)
READ_OF_SESSIONS: Final = (
    "What some of it is about was read from its words by the program: see the table. Correct what "
    "is wrong in the forms; then say that the rest is right."
)


# ---- the list -------------------------------------------------------------------------------


def show_list() -> None:
    """Show the way to a new event, the upload of a file, and all events."""
    look.page_header("Edit events", "What you enter is a draft until you show it to everybody.")
    session.show_outcome()
    new = look.address(addresses.edit_event_link(NEW))
    html.show(f'<p><a class="mm-button" href="{new}">New event</a></p>')
    events = session.show(staff.all_events)
    event_file.show(events)
    if not events:
        look.empty(
            "No event yet",
            "Enter one with New event, or bring in the calendar that its organizers publish.",
        )
        return
    html.show(html.count_line(phrases.counted(len(events), "event")))
    by_id = {one.gathering_id: one for one in events}
    listing.show_pages(list(by_id), PAGE, lambda id_: _card(by_id[id_]))


def _card(event: Gathering) -> str:
    when = days_in_words(event.starts_at, event.ends_at, event.time_zone)
    chips = [
        *_standing(event),
        look.chip(phrases.counted(len(event.sessions), "session")),
        look.chip(LOOK_AT_TOPICS, "ask") if _has_read_topics(event) else "",
    ]
    link = addresses.edit_event_link(event.gathering_id)
    return record_cards.card_of(record_cards.titled(link, event.title, when), look.chips(chips))


def _has_read_topics(event: Gathering) -> bool:
    return event.topics_read or any(one.topics_read for one in event.sessions)


def _standing(event: Gathering) -> list[str]:
    return [
        look.chip("Shown", "fits") if event.shown_at else look.chip("Draft", "weigh"),
        look.chip("Cancelled", "missing") if event.cancelled_at else "",
        look.chip("Over") if event.is_over(session.now()) else "",
        look.chip("Fictional", "weigh") if event.is_fictional else "",
    ]


# ---- one event ------------------------------------------------------------------------------


def show_new() -> None:
    """Show the empty form of an event."""
    _back((addresses.edit_event_link(), "← All events"))
    look.page_header("New event", "It is a draft until you show it to everybody.")
    session.show_outcome()
    event_form.draw(f"event_{NEW}", event_form.EVENT, {"form": "on-site"}, 0, _make, is_new=True)


def _make(
    database: Database, actor: Actor, cells: Mapping[str, str], *, version: int, now: datetime
) -> None:
    """Enter the event and lead to its own page."""
    st.query_params["event"] = staff.new_event(database, actor, cells, now=now)


def show_event(form: EventForm) -> None:
    """Show what can be done with an event, its form, and its sessions."""
    event, id_ = form.gathering, form.gathering.gathering_id
    own_page = [(addresses.event_link(id_), "Its page")] if event.shown_at else []
    _back((addresses.edit_event_link(), "← All events"), *own_page)
    look.page_header(event.title)
    html.show(look.chips(_standing(event)))
    session.show_outcome()
    _show_what_to_do(event)
    _show_sessions(event)
    html.show(html.heading("The event"))
    if event.topics_read:
        _note(READ_BY_PROGRAM)

    def save(*given: Any, **more: Any) -> None:
        staff.change_event(given[0], given[1], id_, given[2], **more)

    event_form.draw(f"event_{id_}", event_form.EVENT, form.cells, event.version, save, is_new=False)


def _show_what_to_do(event: Gathering) -> None:
    """Show the ways on: to show a draft or delete it, to cancel what was shown."""
    with st.container(horizontal=True):
        if not event.shown_at:
            _do("Show to everybody", ":material/visibility:", "show_event", event, staff.show_event,
                "It is shown.", kind="primary")  # fmt: skip
        if event.cancelled_at:
            _do("It does take place", ":material/undo:", "uncancel_event", event,
                staff.cancel_event, "It is not cancelled any more.", False)  # fmt: skip
        elif event.shown_at:
            with st.popover("Cancel the event", icon=":material/event_busy:", key="cancelling"):
                st.html("<p>Its page stays and says so, and so does its calendar.</p>")
                _do("It is cancelled", ":material/event_busy:", "cancel_event", event,
                    staff.cancel_event, "It is cancelled.")  # fmt: skip
        if not event.shown_at:
            with st.popover("Delete the draft", icon=":material/delete:", key="deleting"):
                st.html("<p>The draft goes with all its sessions.</p>")
                st.button(
                    "Delete it",
                    icon=":material/delete:",
                    key="delete_event",
                    on_click=_delete,
                    args=(event,),
                )


def _do(
    label: str,
    icon: str,
    key: str,
    event: Gathering,
    verb: Callable[..., Any],
    done: str,
    *given: Any,
    kind: Any = "secondary",  # noqa: ANN401
) -> None:
    """Draw a button that does something with an event as it is shown."""
    attempt: Callable[..., Any] = session.attempt
    st.button(
        label,
        icon=icon,
        key=key,
        type=kind,
        on_click=attempt,
        args=(verb, event.gathering_id, *given),
        kwargs={"version": event.version, "done": done},
    )


def _delete(event: Gathering) -> None:
    id_, version = event.gathering_id, event.version
    if session.attempt(staff.delete_event, id_, version=version, done="The draft is deleted."):
        st.query_params.clear()


def _show_sessions(event: Gathering) -> None:
    """Show the sessions, each a link to its form, and the way to a new one."""
    html.show(html.heading(f"Sessions ({len(event.sessions)})"))
    new = look.address(addresses.edit_event_link(event.gathering_id, NEW))
    html.show(f'<p><a class="mm-button" href="{new}">Add a session</a></p>')
    if _has_read_topics(event):
        _note(READ_OF_SESSIONS)
        _do("The topics are right", ":material/done_all:", "topics_right", event,
            staff.confirm_topics, "Noted.")  # fmt: skip
    rows = [_session_row(event, one) for one in event.sessions]
    if rows:
        html.show(html.table(["When", "Session", "Where", "What it is about"], rows))


def _session_row(event: Gathering, one: GatheringSession) -> list[str]:
    link = addresses.edit_event_link(event.gathering_id, one.session_id)
    chips = [
        look.chip("Cancelled", "missing") if one.cancelled_at else "",
        look.chip(LOOK_AT_TOPICS, "ask") if one.topics_read else "",
    ]
    return [
        look.escape(when_in_words(one.starts_at, one.ends_at, event.time_zone)),
        html.link(link, one.title) + look.chips(chips),
        look.words(one.room) or "Not said",
        look.escape(", ".join(labels_of_record(resources.catalog(), vars(one))) or "Not said"),
    ]


# ---- one session ----------------------------------------------------------------------------


def show_session(form: EventForm, session_id: str) -> None:
    """Show the form of a session, new or not."""
    event, id_ = form.gathering, form.gathering.gathering_id
    is_new = session_id == NEW
    if not is_new and session_id not in form.sessions:
        look.empty("There is no such session", "It may have been removed.")
        _back((addresses.edit_event_link(id_), f"← {event.title}"))
        return
    cells = form.sessions.get(session_id) or _first_cells(form)
    _back((addresses.edit_event_link(id_), f"← {event.title}"))
    look.page_header("New session" if is_new else cells["title"])
    session.show_outcome()
    if not is_new:
        _show_removal(event, session_id)
        if any(one.session_id == session_id and one.topics_read for one in event.sessions):
            _note(READ_BY_PROGRAM)

    def save(*given: Any, **more: Any) -> None:
        made = staff.save_session(given[0], given[1], id_, session_id, given[2], **more)
        if is_new:
            st.query_params["session"] = made

    name = f"event_{id_}_{session_id}"
    event_form.draw(name, event_form.SESSION, cells, event.version, save, is_new=is_new)


def _first_cells(form: EventForm) -> dict[str, str]:
    """Return the cells of a new session, which begins when the last one ends."""
    last = next(reversed(form.sessions.values()), form.cells)
    return {"starts": last["ends"] if form.sessions else last["starts"], "cancelled": "no"}


def _show_removal(event: Gathering, session_id: str) -> None:
    with st.popover("Remove the session", icon=":material/delete:", key="removing"):
        st.html(
            "<p>It goes from the page of the event. Where people may have planned to come, say "
            "below that it is cancelled instead.</p>"
        )
        st.button(
            "Remove it",
            icon=":material/delete:",
            key="remove_session",
            on_click=_remove,
            args=(event, session_id),
        )


def _remove(event: Gathering, session_id: str) -> None:
    given = (event.gathering_id, session_id)
    done = "The session is removed."
    if session.attempt(staff.remove_session, *given, version=event.version, done=done):
        del st.query_params["session"]


def _back(*links: tuple[str, str]) -> None:
    said = " · ".join(html.link(address, text) for address, text in links)
    html.show(f'<p class="mb-back">{said}</p>')


def _note(text: str) -> None:
    html.show(f'<section class="mb-note mb-note-weigh"><p>{look.escape(text)}</p></section>')


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
wanted, of_it = (st.query_params.get(name, "") for name in ("event", "session"))
if wanted == NEW:
    show_new()
elif not wanted:
    show_list()
else:
    the_form = session.show(staff.event_form, wanted)
    if of_it:
        show_session(the_form, of_it)
    else:
        show_event(the_form)
