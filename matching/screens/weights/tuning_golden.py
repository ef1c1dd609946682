"""Golden profiles: people who do not exist, and roles that must be among their first ten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import Catalog, Profile, Recommender, columns
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import resources, session
from matching.screens.visit.asking import Asking
from matching.screens.weights.tuning_bench import judged_profiles
from matching.services import weights
from matching.services.weights.golden_profiles import FIRST, suggest_golden
from matching.words import wording

SUGGESTED: Final = "golden_suggested"
NAME, MUST, MUST_NOT, ACTIVE = "golden_name", "golden_must", "golden_must_not", "golden_active"
_asking: Final = Asking["Golden"]("golden_asked")
_REMOVED: Final = "golden_removed"
Golden = dict[Any, Any]


def show(golden: pd.DataFrame) -> None:
    """Show the golden profiles and what can be done with them, where somebody unfolds them.

    Parameters
    ----------
    golden : DataFrame
        From `weights.golden_profiles`.
    """
    fold = st.expander(
        "Golden profiles", icon=":material/verified:", key="fold_golden", on_change="rerun"
    )
    if not fold.open:
        return
    catalog = resources.catalog()
    with fold:
        html.show(
            html.paragraph(
                "People who do not exist, with roles that must, or must not, be among their first "
                f"{FIRST}. Weights are published when all of them hold. Never take a real person.",
                "mm-quiet mm-flush",
            )
        )
        for row in golden.to_dict("records"):
            _show_one(catalog, row)
        _show_removed()
        _show_adding(golden)


def _show_one(catalog: Catalog, row: Golden) -> None:
    id_, profile = row["golden_id"], row["profile"]
    said = (
        "; ".join(wording.profile_in_words(catalog, profile))
        if profile
        else "This profile cannot be read any more. Remove it, and add it anew."
    )
    with st.container(border=True, key=f"card_golden_{id_}", gap="small"):
        html.show(
            '<article class="mm-small-card">',
            html.heading(row["name"], 3),
            html.paragraph(said, "mm-quiet mm-small"),
            _roles_line(catalog, "Must be among the first ten", row["must"]),
            _roles_line(catalog, "Must not be", row["must_not"]),
            "" if row["is_active"] else look.chips([look.chip("not checked now", "ask")]),
            "</article>",
        )
        with st.container(horizontal=True, gap="small"):
            if profile:
                quiet_button("Edit", ":material/edit:", f"golden_edit_{id_}", _ask, row)
            quiet_button("Remove", ":material/delete:", f"golden_remove_{id_}", _remove, row)


def _roles_line(catalog: Catalog, label: str, role_ids: Sequence[str]) -> str:
    if not role_ids:
        return ""
    titles = catalog.roles[columns.TITLE]
    listed = ", ".join(str(titles.get(role_id, role_id)) for role_id in role_ids)
    return f'<p class="ms-line"><strong>{label}:</strong> {look.escape(listed)}</p>'


# ---- adding and changing --------------------------------------------------------------------


def _show_adding(golden: pd.DataFrame) -> None:
    """Offer judged profiles that have a good role among their first ten now."""
    recommender = Recommender(resources.catalog(), resources.recommender().weights)
    suggested = _suggestions(resources.catalog_key(), recommender.weights.to_json(), recommender)
    left = {
        row["name"]: row
        for row in suggested.to_dict("records")
        if row["name"] not in {*golden["name"]}
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            "Add a judged profile",
            list(left),
            index=None,
            format_func=lambda name: _called(left[name]["profile"]),
            placeholder="Choose one",
            key=SUGGESTED,
        )
        st.button(
            "Add …",
            icon=":material/add:",
            key="golden_add",
            disabled=name is None,
            on_click=_ask,
            args=({**left[name], "must_not": ()} if name else {},),
        )


def _called(profile: Profile) -> str:
    words = wording.profile_in_words(resources.catalog(), profile)
    return f"{profile.profile_id}: {words[0]}"


@st.cache_resource(show_spinner="Looking for judged profiles …", max_entries=2)
def _suggestions(key: str, weights: str, _recommender: Recommender) -> pd.DataFrame:
    return suggest_golden(_recommender, *judged_profiles())


def _ask(row: Golden) -> None:
    """Open the dialog, filled from a golden profile or from one that is suggested."""
    _asking.begin(row)
    st.session_state[NAME] = row["name"]
    st.session_state[MUST], st.session_state[MUST_NOT] = list(row["must"]), list(row["must_not"])
    st.session_state[ACTIVE] = row.get("is_active", True)


def dialog_if_asked() -> None:
    """Open the dialog of a golden profile that somebody adds or changes."""
    if row := _asking.about():
        _dialog(row)


@st.dialog("Golden profile", width="large", on_dismiss=_asking.close)
def _dialog(row: Golden) -> None:
    if _asking.about() is None:
        st.rerun()
    catalog = resources.catalog()
    said = "; ".join(wording.profile_in_words(catalog, row["profile"]))
    html.show(html.paragraph(said, "mm-quiet mm-flush"))
    st.text_input("Name", st.session_state[NAME], key=NAME)
    names = _roles(catalog)
    for label, key in (
        ("Must be among the first ten", MUST),
        ("Must not be among the first ten", MUST_NOT),
    ):
        chosen = st.session_state[key]
        options = [*names, *(role_id for role_id in chosen if role_id not in names)]
        st.multiselect(
            label,
            options,
            default=chosen,
            format_func=lambda role_id: names.get(role_id, role_id),
            key=key,
            filter_mode="contains",
            placeholder="Type a part of a role or organization",
            select_all=False,
        )
    if "golden_id" in row:
        st.checkbox("Checked before weights are published", st.session_state[ACTIVE], key=ACTIVE)
    st.button(
        "Save",
        icon=":material/save:",
        type="primary",
        key="golden_save",
        on_click=_save,
        args=(row,),
    )
    session.show_outcome()


def _roles(catalog: Catalog) -> dict[str, str]:
    """Return what each open role is called, with its organization."""
    table = catalog.roles[catalog.roles[columns.STATUS] != "past"]
    titles = zip(table[columns.ROLE_ID], table[columns.TITLE], table[columns.ORG_NAME], strict=True)
    return {role_id: f"{title}, {org_name}" for role_id, title, org_name in titles}


def _save(row: Golden) -> None:
    fields = {
        "name": st.session_state[NAME],
        "profile": row["profile"],
        "must": st.session_state[MUST],
        "must_not": st.session_state[MUST_NOT],
    }
    if "golden_id" not in row:
        is_saved = session.attempt(weights.add_golden, **fields)
    else:
        changed = {"is_active": st.session_state[ACTIVE], "version": row["version"]}
        is_saved = session.attempt(weights.change_golden, row["golden_id"], **fields, **changed)
    if is_saved:
        _asking.close()
        st.session_state.pop(SUGGESTED, None)


# ---- removing -------------------------------------------------------------------------------


def _remove(row: Golden) -> None:
    if session.attempt(weights.remove_golden, row["golden_id"]) and row["profile"]:
        st.session_state[_REMOVED] = row


def _show_removed() -> None:
    """Show what was removed last as a thin row, with a button to put it back."""
    row = st.session_state.get(_REMOVED)
    if row is None:
        return
    with st.container(border=True, horizontal=True, key="card_gone_golden", gap="small"):
        st.html(f'<p class="mm-gone">Removed: {look.words(row["name"])}</p>', width="content")
        quiet_button("Put it back", ":material/undo:", "golden_undo", _put_back, row)


def _put_back(row: Golden) -> None:
    fields = (row["name"], row["profile"], row["must"], row["must_not"])
    if session.attempt(weights.add_golden, *fields):
        st.session_state.pop(_REMOVED)
