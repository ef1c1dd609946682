"""What a recruiter does with a candidate: ask for an introduction, move, decline."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces.candidate_cards import Row
from matching.screens.recruiter import candidate_preview, candidate_undo, candidate_words
from matching.screens.visit import session
from matching.screens.visit.asking import Asking
from matching.services import recruiter
from matching.services.recruiter import Reach
from matching.services.shared.threads import TAKES_NO_WORDS
from matching.store.words import CANDIDATE_STAGES, REASON_CODES

ASK: Final = recruiter.ASK
DECLINED: Final = "declined"
LABELS: Final = {ASK: "Ask for an introduction …", DECLINED: "Decline …", "went": "They went"}
_dialog: Final = Asking[tuple[str, str, dict[str, int], dict[str, str]]]("step_with_words")
_BEFORE_INTRODUCTION: Final = "This needs an introduction that they agreed to."


def may_ask(row: Row) -> bool:
    """Tell whether an introduction can be asked for; `row` is one of candidates, or Candidate."""
    return row.introduction == "none" and row.stage != DECLINED


def hindrance(row: Row, stage: str) -> str:
    """Say why a candidate cannot move to a next stage yet, `""` if nothing is in the way."""
    needs = stage in recruiter.NEED_INTRODUCTION and row.introduction != "agreed"
    return _BEFORE_INTRODUCTION if needs else ""


def menu(row: Row, role_id: str, called: str, key: str) -> None:
    """Draw the menu of what can be done now with a candidate in a list.

    Parameters
    ----------
    row : row of candidates
    called : str
        What the person is called.
    key : str
        Of the menu.
    """
    stages = [stage for stage in recruiter.NEXT_STAGES[row.stage] if not hindrance(row, stage)]
    options = [ASK, *stages] if may_ask(row) else stages
    st.menu_button(
        "Move",
        options,
        format_func=label,
        key=key,
        icon=":material/swap_horiz:",
        type="tertiary",
        help=f"Next step with {look.plain(called)}",
        disabled=not options,
        on_click=_chosen,
        args=(role_id, row.account_id, row.version, called, key),
    )


def label(step: str) -> str:
    """Say what a step does."""
    return LABELS.get(step) or f"Move to {CANDIDATE_STAGES[step].lower()}"


def _chosen(role_id: str, account_id: str, version: int, called: str, key: str) -> None:
    take(st.session_state[key], role_id, account_id, version, called)


def take(step: str, role_id: str, account_id: str, version: int, called: str) -> None:
    """Take a step with a candidate; to ask and to decline, open the dialog first. For callbacks."""
    if step in (ASK, DECLINED):
        begin(step, role_id, {account_id: version}, {account_id: called})
    else:
        done = f"{called} is now at: {CANDIDATE_STAGES[step].lower()}."
        candidate_undo.take(role_id, {account_id: version}, step, done)


def begin(step: str, role_id: str, versions: Mapping[str, int], names: Mapping[str, str]) -> None:
    """Let the next run open the dialog in which one or many are asked or declined. For callbacks.

    Parameters
    ----------
    step : str
        `ASK` or `DECLINED`.
    versions, names : mapping by account id
        `version` of each as it was shown, and what each is called.
    """
    for key in ("ask_words", "decline_words", "decline_code"):
        st.session_state.pop(key, None)
    _dialog.begin((step, role_id, dict(versions), dict(names)))


def is_open() -> bool:
    """Return whether a dialog is open."""
    return _dialog.about() is not None


def dialog_if_begun() -> None:
    """Open the dialog, if somebody is just to be asked or declined."""
    if asked := _dialog.about():
        step, role_id, versions, names = asked
        (_ask if step == ASK else _decline)(role_id, versions, names)


@st.dialog("Ask for an introduction", on_dismiss=_dialog.close)
def _ask(role_id: str, versions: dict[str, int], names: dict[str, str]) -> None:
    _end_if_done()
    fits = _whom(role_id, versions, ASK, names)
    reach = session.show(recruiter.reach, role_id, list(versions))
    if not reach.takes_words.intersection(fits):
        html.show(html.paragraph(TAKES_NO_WORDS if fits else ""))
        return
    versions = {id_: versions[id_] for id_ in fits}
    candidate_words.box(role_id, "ask_words", "Words that go with it, if you like")
    who = "They read" if len(versions) == 1 else "Each of them reads"
    html.show(
        html.paragraph(
            f"{who} that you ask, and your words. You see name and contact when they agree; until "
            "they answer, you can take it back.",
            "mm-quiet mm-flush",
        )
    )
    _send_button("Ask", "ask_now", ASK, role_id, versions, names)


@st.dialog("Decline", on_dismiss=_dialog.close)
def _decline(role_id: str, versions: dict[str, int], names: dict[str, str]) -> None:
    _end_if_done()
    fits = _whom(role_id, versions, DECLINED, names)
    reach = session.show(recruiter.reach, role_id, list(versions))
    if not fits:
        return
    versions = {id_: versions[id_] for id_ in fits}
    codes, place = candidate_undo.reasons()
    st.selectbox(
        "Reason",
        codes,
        index=place,
        format_func=lambda reason: REASON_CODES[reason],
        placeholder="Choose one",
        key="decline_code",
    )
    if reach.told & reach.takes_words:
        candidate_words.box(role_id, "decline_words", "In your own words, if you like", height=110)
    html.show(html.paragraph(what_they_read(reach, fits), "mm-quiet mm-flush"))
    is_ready = st.session_state["decline_code"] is not None
    _send_button("Decline", "decline_now", DECLINED, role_id, versions, names, is_ready=is_ready)


def what_they_read(reach: Reach, account_ids: Collection[str]) -> str:
    """Say before somebody is declined what they will read of it.

    Examples
    --------
    >>> what_they_read(Reach(frozenset("a"), frozenset("a")), "a")
    'They read this: the reason and your words.'
    >>> what_they_read(Reach(frozenset(), frozenset("a")), "a")
    'They do not know that you looked at them: nobody reads this.'
    >>> what_they_read(Reach(frozenset("ab"), frozenset("ac")), "abc")
    '1 of 3 reads the reason and your words. 1 reads the reason only, since they take no messages. \
1 does not know that you looked at them and reads nothing.'
    """
    told = reach.told.intersection(account_ids)
    all_of_it, reason_only = len(told & reach.takes_words), len(told - reach.takes_words)
    nothing = len(account_ids) - len(told)
    if not told:
        return "They do not know that you looked at them: nobody reads this."
    if not reason_only and not nothing:
        who = "They read" if len(told) == 1 else "Each of them reads"
        return f"{who} this: the reason and your words."
    if not all_of_it and not nothing:
        return "They read the reason only, since they take no messages."
    parts = [
        f"{all_of_it} of {len(account_ids)} {_reads(all_of_it)} the reason and your words"
        if all_of_it
        else "",
        f"{reason_only} {_reads(reason_only)} the reason only, since they take no messages"
        if reason_only
        else "",
        f"{nothing} {'does' if nothing == 1 else 'do'} not know that you looked at them and "
        f"{_reads(nothing)} nothing"
        if nothing
        else "",
    ]
    return phrases.sentences(*parts)


def _reads(n: int) -> str:
    return "reads" if n == 1 else "read"


def _whom(
    role_id: str, versions: dict[str, int], step: str, names: dict[str, str]
) -> tuple[str, ...]:
    """Show whom a step applies to; give them."""
    if len(versions) > 1:
        return candidate_preview.show(role_id, versions, step, names).fits
    (name,) = names.values()
    said = look.words(name)
    asks = f"Why does it not work out with {said}?" if step == DECLINED else said
    html.show(f'<p class="mm-flush">{asks}</p>')
    return tuple(versions)


def _end_if_done() -> None:
    """Close the dialog after what was pressed in it was done; show what went wrong else."""
    if not is_open():
        st.rerun()
    session.show_outcome()


def _send_button(
    label: str,
    key: str,
    step: str,
    role_id: str,
    versions: dict[str, int],
    names: dict[str, str],
    *,
    is_ready: bool = True,
) -> None:
    n = len(versions)
    st.button(
        label if n == 1 else f"{label} {n:,} people",
        type="primary",
        disabled=not is_ready,
        key=key,
        shortcut="Enter",
        on_click=_send,
        args=(step, role_id, versions, names),
    )


def _send(step: str, role_id: str, versions: dict[str, int], names: dict[str, str]) -> None:
    """Do it, if the words were seen as they are sent; then the dialog closes."""
    said = candidate_words.ready(role_id, "ask_words" if step == ASK else "decline_words")
    if said is None:
        return
    n = len(versions)
    who = names[next(iter(versions))] if n == 1 else phrases.counted(n, "person", "people")
    if step == ASK:
        done = f"{who}: an introduction was asked for."
        more = {"message": said}
    else:
        done = f"{who} {'was' if n == 1 else 'were'} declined."
        more = {"reason_code": st.session_state["decline_code"], "reason_text": said}
    if candidate_undo.take(role_id, versions, step, done, **more):
        _dialog.close()
