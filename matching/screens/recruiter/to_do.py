"""Screen: what a recruiter has to do, over all roles; each line does its thing in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from matching import columns, phrases
from matching.authorization import RECRUITER
from matching.screens import look
from matching.screens.look import addresses, html, pages, sheets
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.recruiter import candidate_moves, candidate_undo, role_closing
from matching.screens.visit import session
from matching.services import recruiter
from matching.services.recruiter import Begun, FollowUp, News, Still, ToDo
from matching.services.shared.days import days_since
from matching.store.words import CANDIDATE_STAGES

FIRST: Final = 5
MOST: Final = 50
"""Lines of a section that are shown at first, and at most."""
LATE: Final = 7
"""Days after which a wait is late."""
NEWS: Final[Mapping[str, tuple[str, look.Tone, str]]] = {
    "wrote": ("Wrote to you", "ask", ":material/mail:"),
    "agreed": ("Agreed to be introduced", "fits", ":material/handshake:"),
    "refused": ("Refused an introduction", "plain", ":material/block:"),
    "withdrew": ("Withdrew", "plain", ":material/undo:"),
}


def show_sections(todo: ToDo) -> None:
    """Show what there is to do, or that there is nothing."""
    _section("news", "{} from people", _NEWS_COUNTED, todo.news, _show_news)
    _section("due", "{} to come back to", _PEOPLE, todo.follow_ups, _show_due)
    _section("waiting", "{} for your answer", _WAIT, todo.waiting, _show_waiting)
    _section("still", "{} at the same place for two weeks or more", _STAND, todo.still, _show_still)
    _section("empty", "{} without anybody", _ROLES, _records(todo.empty), _show_empty)
    _section("unconfirmed", "{} to confirm", _ROLES, _records(todo.unconfirmed), _show_unconfirmed)


_NEWS_COUNTED: Final = ("piece of news", "pieces of news")
_PEOPLE: Final = ("person", "people")
_WAIT: Final = ("person waits", "people wait")
_STAND: Final = ("person stands", "people stand")
_ROLES: Final = ("open role", "open roles")


def _records(frame: Any) -> list[dict[Any, Any]]:  # noqa: ANN401
    return list(frame.to_dict("records"))


def _section(
    name: str,
    title: str,
    words: tuple[str, str],
    lines: Sequence[Any],
    draw: Callable[[Any, str], None],
) -> None:
    """Draw one kind of what is to be done; the first lines, and the others when asked for."""
    if not lines:
        return
    html.show(html.heading(title.format(phrases.counted(len(lines), *words))))
    all_key = f"all_{name}"
    shown = lines[: MOST if st.session_state.get(all_key) else FIRST]
    with st.container(gap="small", key=f"section_{name}"):
        for place, line in enumerate(shown):
            draw(line, f"{name}_{place}")
    left = len(lines) - len(shown)
    if left and len(shown) < MOST:
        more = min(left, MOST - FIRST)
        quiet_button(f"Show {more} more", ":material/expand_more:", f"more_{name}", _show_all, name)
    elif left:
        html.show(html.paragraph(f"And {left:,} more, when these are done.", "mm-quiet"))


def _show_all(name: str) -> None:
    st.session_state[f"all_{name}"] = True


def _show_waiting(one: Begun, key: str) -> None:
    days = days_since(one.waits_since or session.now(), session.now())
    since = f"Waits {phrases.counted(days, 'day')}" if days else "Waits since today"
    chips = [look.chip(since, "weigh" if days >= LATE else "plain", ":material/schedule:")]
    if one.stage != "new":
        chips.append(look.chip(CANDIDATE_STAGES[one.stage]))
    with _line(key, one, one.title, chips):
        if candidate_moves.may_ask(one):
            _step(one, candidate_moves.ASK, "Ask", ":material/handshake:", key)
        _step(one, candidate_moves.DECLINED, "Decline", ":material/close:", key)


def _show_due(one: FollowUp, key: str) -> None:
    chips = [
        look.chip(f"On {phrases.day_in_words(one.on)}", "weigh", ":material/event:"),
        look.chip("Yours" if one.is_mine else "Nobody cares for them yet"),
    ]
    _line(key, one, one.title, chips)


def _show_news(one: News, key: str) -> None:
    said, tone, icon = NEWS[one.kind]
    chips = [
        look.chip(said, tone, icon),
        look.chip("New", "ask") if one.is_new else "",
        look.chip(phrases.day_in_words(one.at)),
    ]
    with _line(key, one.person, one.title, chips, one.called):
        if one.kind == "agreed" and one.person:
            _step(one.person, "contacted", "I have written to them", ":material/mail:", key)


def _show_still(still: Still, key: str) -> None:
    one = still.person
    days = phrases.counted(still.days, "day")
    said = f"Asked {days} ago, no answer" if still.is_asked else f"{_at(one)} for {days}"
    with _line(key, one, one.title, [look.chip(said, "weigh", ":material/hourglass_empty:")]):
        if still.is_asked:
            quiet_button(
                "Take the ask back",
                ":material/undo:",
                f"take_back_{key}",
                session.attempt,
                recruiter.take_back_ask,
                one.role_id,
                one.account_id,
                done=f"{one.called} is asked no more.",
            )
        candidate_moves.menu(one, one.role_id, one.called, f"move_{key}")


def _at(one: Begun) -> str:
    return "In review" if one.stage == "reviewing" else f"At {CANDIDATE_STAGES[one.stage].lower()}"


def _step(one: Begun, step: str, label: str, icon: str, key: str) -> None:
    about = (step, one.role_id, one.account_id, one.version, one.called)
    hint = f"{label}: {look.plain(one.called)}"
    quiet_button(label, icon, f"{step}_{key}", candidate_moves.take, *about, hint=hint)


def _line(
    key: str, one: Begun | FollowUp | None, title: str, chips: Sequence[str], called: str = ""
) -> st.delta_generator.DeltaGenerator:
    """Draw who it is about, as a link if they may be seen; return the place of the buttons."""
    line = _row(key)
    with line:
        if one is None:
            st.html(f'<p class="mr-name">{look.words(called)}</p>', width="content")
        else:
            st.page_link(
                pages.file("candidate"),
                label=f"**{look.plain(one.called)}**",
                width="content",
                query_params={"role_id": one.role_id, "person": one.account_id},
            )
        said = f'<p class="mm-org">{look.words(title)}</p>{look.chips(chips)}'
        st.html(f'<div class="mc-line">{said}</div>', width="stretch")
    return line


def _row(key: str) -> st.delta_generator.DeltaGenerator:
    return st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"line_{key}"
    )


def _show_empty(role: Mapping[Any, Any], key: str) -> None:
    said = "Nobody shows interest, and you are in touch with nobody"
    with _role_line(key, role, said):
        here = {columns.ROLE_ID: role["role_id"]}
        st.page_link(
            pages.file("candidates"), label="Who fits", icon=":material/groups:", query_params=here
        )
        st.page_link(
            pages.file("edit_role"), label="Edit", icon=":material/edit:", query_params=here
        )


def _show_unconfirmed(role: Mapping[Any, Any], key: str) -> None:
    days = role["days_since_confirmed"]
    never = days is None or days != days
    said = "Never confirmed to be open" if never else f"Confirmed {int(days)} days ago"
    with _role_line(key, role, said):
        quiet_button(
            "Still open",
            ":material/event_available:",
            f"confirm_{key}",
            session.attempt,
            recruiter.confirm_role_open,
            role["role_id"],
            done="Confirmed: it is open.",
            hint="Confirm that this role is open today",
        )
        quiet_button("Close", ":material/lock:", f"close_{key}", role_closing.begin, role)


def _role_line(key: str, role: Mapping[Any, Any], said: str) -> st.delta_generator.DeltaGenerator:
    line = _row(key)
    with line:
        title = html.link(addresses.role_link(role["role_id"]), role["title"])
        quiet = html.paragraph(f"{said}.", "mm-quiet mm-flush")
        st.html(
            f'<div class="mc-line"><p class="mm-flush">{title}</p>{quiet}</div>', width="stretch"
        )
    return line


session.need(RECRUITER)
sheets.put("parts", "recruiter", "candidates")
look.page_header("To do", "Over all your roles; what people did first, then who waits longest.")
session.show_outcome()
if session.show(recruiter.my_organizations).empty:
    look.empty(
        "You do not work for an organization here yet",
        "Ask the staff to make you a member of your organization.",
        "What there is to do for its roles then stands here.",
    )
else:
    the_list = session.show(recruiter.to_do)
    candidate_undo.line()
    role_closing.undo_line()
    if the_list.is_done:
        look.empty(
            "Nothing to do",
            "Nobody waits for you, and every open role has somebody and was confirmed lately.",
            "Look for people who fit a role under My roles, Candidates.",
        )
    show_sections(the_list)
    if the_list.is_visit_due:
        session.ask(recruiter.begin_visit)
    candidate_moves.dialog_if_begun()
    role_closing.dialog_if_closing()
