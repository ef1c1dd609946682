"""Screen: organizations to search, and the form with which staff change one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import STAFF, Actor
from matching.errors import Problem
from matching.reference.cells import SEPARATOR
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import listing, named_box
from matching.screens.pieces.save_bar import save_bar
from matching.screens.visit import resources, session
from matching.services import staff
from matching.services.shared.errors import OrganizationError
from matching.store import ConflictError, Database
from matching.words.facts import table_row

SEARCH: Final = "staff_org_search"
PAGE: Final = "staff_org_page"
DATE_HINT: Final = "2026-11-23, or 2026-11, or 2026"
LABELS: Final = {
    columns.NAME: "Name",
    columns.SUMMARY: "What it does",
    columns.WEBSITE: "Website",
    columns.KIND: "Kind of organization",
    columns.HQ_COUNTRY: "Country of its head office",
    columns.FOUNDED: "Founded in the year",
    columns.FAITH: "Faith",
    columns.FAITH_REQUIREMENT: "What it asks of those who serve, as to faith",
    columns.FOCUS_AREAS: "What it cares about",
    columns.COUNTRIES: "Countries in which it works",
    columns.SOURCE_URL: "Web page that says this",
    columns.SOURCE_DATE: "Date of that page",
    columns.READ_ON: "Last compared with that page",
}
NEEDED: Final = (columns.NAME, columns.KIND, columns.SOURCE_URL)
DATES: Final = (columns.SOURCE_DATE, columns.READ_ON)
LISTS: Final = {columns.FOCUS_AREAS: ("focus_area",), columns.COUNTRIES: ("country",)}
PLACES: Final = (columns.HQ_COUNTRY, columns.COUNTRIES)
WORDS: Final = {
    columns.KIND: "organization_kind",
    columns.FAITH: "faith",
    columns.FAITH_REQUIREMENT: "faith_requirement",
    columns.FOCUS_AREAS: "focus_area",
}
_BEFORE: Final = "organization_before"
_FAULTS: Final = "organization_faults"


# ---- the list -------------------------------------------------------------------------------


def show_list(catalog: Catalog) -> None:
    """Show search, and the organizations found with links to their forms."""
    look.page_header("Edit organizations", "Choose the one whose facts are to be corrected.")
    query = listing.search_box(
        "Search organizations", SEARCH, PAGE, "A name, a place or a kind of work"
    )
    found = resources.browser().organizations(query)
    listing.show_found(found, "organization")
    if not found.ids:
        look.empty(
            "No organization has all of these words",
            "Every word must occur in the name, the summary or the places.",
            "Try a part of its name.",
        )
        return
    listing.show_pages(found.ids, PAGE, lambda org_id: _card(catalog, org_id))


def _card(catalog: Catalog, org_id: str) -> str:
    organization = table_row(catalog.organizations, org_id)
    edit = html.link(addresses.all_organizations_link(org_id), organization[columns.NAME])
    summary = look.words(organization[columns.SUMMARY], "p")
    return f'<article class="mb-card"><h3>{edit}</h3>{summary}</article>'


# ---- the form -------------------------------------------------------------------------------


def show_form(catalog: Catalog, org_id: str) -> None:
    """Show the form of one organization; what is typed counts when it is saved."""
    cells, version = session.show(staff.organization_form, org_id)
    links = (
        html.link(addresses.all_organizations_link(), "← All organizations"),
        html.link(addresses.organization_link(org_id), "Its page"),
        html.link(addresses.all_roles_link(cells[columns.NAME]), "Its roles"),
    )
    html.show(f'<p class="mb-back">{" · ".join(links)}</p>')
    look.page_header(cells[columns.NAME])
    session.show_outcome()
    is_shown = _key(org_id, columns.NAME) in st.session_state
    if not is_shown or (_shown_version() != version and not _changes(org_id)):
        _fill(org_id, cells, version)
    is_older = _shown_version() != version
    if is_older:
        show_conflict(org_id, cells, version)
    for name in LABELS:
        _field(catalog, org_id, name)
        if fault := _fault(org_id, name):
            st.html(f'<p class="mr-fault" role="alert">{look.escape(fault)}</p>')
    show_bar(org_id, is_older=is_older)


def show_bar(org_id: str, *, is_older: bool) -> None:
    """Show at the bottom edge what is not saved, and the button to save."""
    wrong = [LABELS[name] for name in LABELS if _fault(org_id, name)]
    changes = _changes(org_id)
    said = "Everything is saved."
    if is_older:
        said = "Not saved: someone else changed it meanwhile. Choose above how to go on."
    elif wrong:
        said = f"Not saved. Please correct: {phrases.listed(wrong)}."
    elif changes:
        said = f"{phrases.counted(len(changes), 'change')} not saved yet."
    with save_bar(said, "save_organization", _save, org_id):
        pass


def show_conflict(org_id: str, cells: Mapping[str, str], version: int) -> None:
    """Say that someone else changed the organization, and offer both ways out."""
    _, before = st.session_state[_BEFORE]
    changed = [LABELS[name] for name in LABELS if cells[name] != before[name]]
    html.show(
        '<section class="mb-note mb-note-weigh" role="alert"><h2>Someone else changed this '
        "organization meanwhile</h2><p>Nothing of yours is saved yet, and nothing is lost: it "
        f"stands in the form. They changed: {look.escape(', '.join(changed) or 'nothing here')}."
        "</p></section>"
    )
    with st.container(horizontal=True):
        st.button(
            "Take what is stored now",
            key="take_stored",
            on_click=_fill,
            args=(org_id, cells, version),
        )
        st.button(
            "Keep what I changed on top of it",
            key="keep_mine",
            on_click=_fill,
            args=(org_id, cells, version, _changes(org_id)),
        )


def _field(catalog: Catalog, org_id: str, name: str) -> None:
    """Draw a field; it is given its value also as default, as in the form of the profile."""
    label = f"{LABELS[name]} (needed)" if name in NEEDED else LABELS[name]
    options = _options(catalog, name)
    key = _key(org_id, name)
    value = st.session_state[key]
    common: dict[str, Any] = {"key": key}
    if name in LISTS:
        named_box.several(
            label, options, LISTS[name], key, placeholder="None, or choose", default=value
        )
    elif options:
        index = list(options).index(value) if value in options else None
        common |= {"index": index, "placeholder": "Not stated"}
        if name in PLACES:
            named_box.one(label, options, ("country",), **common)
        else:
            st.selectbox(
                label,
                list(options),
                format_func=lambda id_: options.get(id_, id_),
                filter_mode="contains",
                **common,
            )
    elif name == columns.SUMMARY:
        st.text_area(label, value, height=140, **common)
    else:
        st.text_input(label, value, placeholder=DATE_HINT if name in DATES else None, **common)


def _options(catalog: Catalog, name: str) -> dict[str, str]:
    if name in PLACES:
        return dict(sorted(catalog.places.names.items(), key=lambda pair: pair[1]))
    return dict(catalog.vocabulary.labels(WORDS[name])) if name in WORDS else {}


def _key(org_id: str, name: str) -> str:
    return f"org_{org_id}_{name}"


def _fill(
    org_id: str, cells: Mapping[str, str], version: int, typed: Mapping[str, str] | None = None
) -> None:
    """Give the form what is stored, but for what was typed, and remember it and its version."""
    shown = {**cells, **(typed or {})}
    for name in LABELS:
        st.session_state[_key(org_id, name)] = _value(name, shown[name])
    st.session_state[_BEFORE] = (version, dict(cells))
    st.session_state[_FAULTS] = {}


def _value(name: str, cell: str) -> str | list[str] | None:
    """Return what the widget of a column shows for a cell."""
    if name in LISTS:
        return cell.split(SEPARATOR) if cell else []
    return cell or None if name in WORDS or name in PLACES else cell


def _typed(org_id: str) -> dict[str, str]:
    """Return the cells as they stand in the form."""
    values = {name: st.session_state[_key(org_id, name)] for name in LABELS}
    return {
        name: SEPARATOR.join(value) if name in LISTS else value or ""
        for name, value in values.items()
    }


def _shown_version() -> int:
    """Return the version of the organization from which the form was filled."""
    return int(st.session_state[_BEFORE][0])


def _changes(org_id: str) -> dict[str, str]:
    """Return the cells that are other ones in the form than when it was filled."""
    _, before = st.session_state[_BEFORE]
    return {name: cell for name, cell in _typed(org_id).items() if cell != before[name]}


def _fault(org_id: str, name: str) -> str:
    """Return what is wrong with a field, `""` if nothing is or it was changed since."""
    text, sentence = st.session_state[_FAULTS].get(name, ("", ""))
    return sentence if sentence and _typed(org_id)[name] == text else ""


def _save(org_id: str) -> None:
    session.attempt(_change, org_id, _changes(org_id))


def _change(
    database: Database, actor: Actor, org_id: str, changes: Mapping[str, str], *, now: datetime
) -> None:
    """Save; faults go to their fields, and the next run sees that the organization is newer."""
    st.session_state[_FAULTS] = {}
    version = _shown_version()
    try:
        staff.change_organization(database, actor, org_id, changes, version=version, now=now)
    except OrganizationError as error:
        typed = _typed(org_id)
        st.session_state[_FAULTS] = {
            one.column: (typed[one.column], _sentence(one)) for one in error.problems
        }
    except ConflictError:
        return
    else:
        del st.session_state[_key(org_id, columns.NAME)]  # so that the form is filled anew
        st.toast("Saved.", icon=":material/check:")


def _sentence(problem: Problem) -> str:
    if not problem.value:
        return "Please fill this in."
    return f"“{problem.value}” does not fit here. Expected: {problem.expected}."


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
if wanted := st.query_params.get("org_id", ""):
    show_form(resources.catalog(), wanted)
else:
    show_list(resources.catalog())
