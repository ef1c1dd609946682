"""Screen: comments that were reported, what is hidden, and who may not write.

Moderators see how a writer is shown, and numbers; they do not see who it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from matching import phrases
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF, may
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.look.linked import linked
from matching.screens.pieces import row_pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import session
from matching.services import conversation
from matching.services.conversation import BAN_LABELS, HOW_SIGNED, Ban, Looked
from matching.store.words import COMMENT_FAULTS

_TURN: Final = "turn_of_moderation"


def need() -> None:
    """Let who has the right go on; others are told whom to ask."""
    who = session.need(PROFESSIONAL, RECRUITER, STAFF)
    if not may(who, "moderation.read"):
        look.empty(
            "This page is for those who look after comments",
            "Staff give this right to an account, on its page under Accounts.",
            "Anybody can report a comment, beside it.",
        )
        st.stop()


def show_waiting(waiting: tuple[Looked, ...]) -> None:
    """Show the comments whose reports wait."""
    if not waiting:
        look.empty(
            "No report waits",
            "When somebody reports a comment, it stands here until you hide it or let it stay. "
            "It is shown to everybody meanwhile.",
        )
        return
    row_pages.count_line(len(waiting), "comment", "Those that most people reported come first")
    for one in waiting:
        show_card(one)


def show_card(one: Looked) -> None:
    """Show one comment with the reports, and what can be done."""
    comment, id_ = one.comment, one.comment.comment_id
    about = comment.about
    there = addresses.about_link(about.kind, about.id, comment.parent_id or id_)
    with st.container(border=True, key=f"card_{id_}", gap="small"):
        html.show(
            f'<article class="mm-small-card"><h3>{html.link(there, comment.title)}</h3>',
            look.chips(
                look.chip(f"{reason}: {n}" if n > 1 else reason, "weigh")
                for reason, n in one.reasons.items()
            ),
            f'<p class="ms-said" dir="auto">{linked(comment.text)}</p>',
            _numbers(one),
            "".join(f"<p>A report says: “{look.words(said)}”</p>" for said in one.said),
            "</article>",
        )
        if one.why_not:
            html.show(html.paragraph(one.why_not))
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if one.hidden_at is None:
                _draw_hide(one)
                keep = (session.attempt, conversation.keep_comment, id_)
                quiet_button("Let it stay", ":material/check:", f"keep_{id_}", *keep)
            else:
                restore = (session.attempt, conversation.restore_comment, id_)
                quiet_button("Show it again", ":material/undo:", f"restore_{id_}", *restore)
            if not one.is_banned:
                _draw_ban(one)


def _numbers(one: Looked) -> str:
    comment = one.comment
    others = phrases.counted(one.n_written, "other comment")
    said = [
        f"Written on {phrases.moment_in_words(comment.written_at)}",
        f"signed {HOW_SIGNED[comment.signature]}: {comment.writer}",
        f"{others} by the same account, signed in the same way, {one.n_hidden} of them hidden",
    ]
    if comment.signature == "name" and comment.served_in:
        said.append(f"served there in {comment.served_in}")
    if one.is_changed:
        said.append("its text was changed after it was reported")
    if comment.state == "taken-back":
        said.append("its writer took it back")
    if one.hidden_at is not None:
        day = phrases.day_in_words(one.hidden_at)
        said.append(f"hidden on {day}: {phrases.inside(one.hidden_because)}")
    if one.is_banned:
        said.append("may not write now")
    return html.paragraph(f"{'; '.join(said)}.", "mm-read")


def _draw_hide(one: Looked) -> None:
    id_ = one.comment.comment_id
    with st.popover("Hide it", icon=":material/visibility_off:", key=_key("hide", id_)):
        _reason(one, f"hide_reason_{id_}", "Why? Its writer is told this.")
        st.button("Hide it", type="primary", key=f"do_hide_{id_}", on_click=_hide, args=(id_,))


def _draw_ban(one: Looked) -> None:
    id_ = one.comment.comment_id
    with st.popover(
        "Let its writer write no more", icon=":material/block:", type="tertiary",
        key=_key("ban", id_),
    ):  # fmt: skip
        st.radio(
            "How long?",
            list(BAN_LABELS),
            format_func=BAN_LABELS.__getitem__,
            key=f"ban_length_{id_}",
        )
        _reason(one, f"ban_reason_{id_}", "Why? The person is told this.")
        st.button("Yes, do it", type="primary", key=f"do_ban_{id_}", on_click=_ban, args=(id_,))


def _reason(one: Looked, key: str, label: str) -> None:
    """Draw the choice of a reason; what most reports say, or why it is hidden, comes chosen."""
    said = max(one.reasons, key=one.reasons.__getitem__, default=one.hidden_because)
    labels = list(COMMENT_FAULTS.values())
    st.radio(
        label,
        list(COMMENT_FAULTS),
        index=labels.index(said) if said in labels else 0,
        format_func=COMMENT_FAULTS.__getitem__,
        key=key,
    )


def _hide(id_: str) -> None:
    reason = st.session_state[f"hide_reason_{id_}"]
    _do(conversation.hide_comment, id_, reason, done="Hidden. You can show it again below.")


def _ban(id_: str) -> None:
    how_long = st.session_state[f"ban_length_{id_}"]
    reason = st.session_state[f"ban_reason_{id_}"]
    done = f"May not write: {phrases.inside(BAN_LABELS[how_long])}."
    _do(conversation.ban_writer, id_, how_long, reason, done=done)


def _do(verb: Callable[..., None], *args: str, done: str) -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    session.attempt(verb, *args, done=done)


def _key(what: str, id_: str) -> str:
    """Return the key of a popover: after something was done it is another one, and closed."""
    return f"{what}_{st.session_state.get(_TURN, 0)}_{id_}"


def show_hidden(hidden: tuple[Looked, ...]) -> None:
    """Show what is hidden, folded."""
    if not hidden:
        return
    with st.expander(f"Hidden ({len(hidden)})", icon=":material/visibility_off:", key="hidden"):
        for one in hidden:
            show_card(one)


def show_bans(bans: tuple[Ban, ...]) -> None:
    """Show who may not write now, each with a way to lift it."""
    if not bans:
        return
    html.show(html.heading("Who may not write now"))
    for ban in bans:
        until = f"until {phrases.moment_in_words(ban.until)}" if ban.until else "for good"
        how = f"signed {HOW_SIGNED[ban.signature]}, " if ban.signature else ""
        since = look.escape(f"{how}{until}: {phrases.inside(ban.reason)}")
        said = f"{look.words(ban.writer)}, {since}"
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"card_ban_{ban.ban_id}"
        ):
            st.html(f'<p class="ms-line">{said}</p>')
            if ban.why_not:
                html.show(html.paragraph(ban.why_not))
                continue
            lift = (session.attempt, conversation.lift_ban, ban.ban_id)
            quiet_button("Lift it", ":material/undo:", f"lift_{ban.ban_id}", *lift)


need()
sheets.put("parts", "staff", "conversation")
look.page_header(
    "Reported comments",
    "What people say should not stand there. You see how a writer is shown, not who it is.",
)
session.show_outcome()
show_waiting(session.show(conversation.reported_comments))
show_bans(session.show(conversation.bans))
show_hidden(session.show(conversation.hidden_comments))
