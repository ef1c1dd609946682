"""A workbook to fill in with roles: drop-downs of the words, and lists of all ids."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from matching import columns as c
from matching.reference.shipped import shipped_languages, shipped_places, shipped_vocabulary

ROWS: Final = 1_000
SHEET, LISTS, HOW = "Roles", "Lists", "How to"
_LATER: Final = "2027-03-01, 2027-03 or 2027."
_SEVERAL: Final = "Several are separated by |."
_ABOUT: Final[Mapping[str, str]] = {
    c.ROLE_ID: "Leave it empty for a new role. To change a role, use the id that its export has.",
    c.TITLE: "Always needed. What the role is called, in a line.",
    c.PROFESSIONS: f"Always needed. {_SEVERAL}",
    c.SPECIALTIES: f"Without any, everyone of the profession fits. {_SEVERAL}",
    c.FOCUS_AREAS: f"What the work is about. {_SEVERAL}",
    c.COUNTRIES: f"Where the work is. {_SEVERAL}",
    c.SITE: "Town or hospital.",
    c.SETTING: f"{_SEVERAL}",
    c.MIN_WEEKS: "The shortest stay, in weeks.",
    c.MAX_WEEKS: "The longest stay, in weeks.",
    c.MONTHS: "The months in which it takes place, 1 to 12 or their names, if not in all. "
    + _SEVERAL,
    c.START_DATE: _LATER,
    c.END_DATE: _LATER,
    c.LANGUAGES: f"Such as fr:required, sw:helpful, or en:either where one is enough. {_SEVERAL}",
    c.LICENSE_REQUIRED: "Whether a current licence is needed.",
    c.MIN_YEARS_EXPERIENCE: "Years in the profession.",
    c.TRAINEES: "Whether students and residents may come.",
    c.FAITH_REQUIREMENT: "If it is another one than that of the organization.",
    c.FUNDING: f"{_SEVERAL}",
    c.COST_USD: "What the person pays, in US dollars.",
    c.FAMILY: "Whether family can come along.",
    c.POSITIONS: "How many people are looked for.",
    c.PARTY: f"Who can take it. {_SEVERAL}",
    c.COMMITMENT: f"{_SEVERAL}",
    c.HOURS_PER_WEEK: "Hours a week.",
    c.REGIONS: f"Where no country is named. {_SEVERAL}",
    c.ELIGIBLE_COUNTRIES: f"Whose licence or citizenship is needed. {_SEVERAL}",
    c.ONLY_FOR: f"If it is for a closed circle. {_SEVERAL}",
    c.STUDENTS_OF: f"Whose students it is for. {_SEVERAL}",
    c.PAY: "Where no funding is stated.",
    c.STAY_HINT: "Where no weeks are stated.",
    c.KIND: "",
    c.STATUS: "Open: an opening now. Ongoing: people can ask at any time. Without one, the role "
    "begins closed, as a draft.",
    c.SUMMARY: "Some sentences on the work.",
    c.SOURCE_URL: "A page that says so; without one, the page of the organization.",
    c.SOURCE_DATE: f"The date of that page. {_LATER}",
    c.READ_ON: f"When it was last read. {_LATER}",
}
COLUMNS: Final = tuple(_ABOUT)
_YES_NO: Final = {"yes": "Yes", "no": "No"}
_NUMBERS: Final = frozenset(
    (c.MIN_WEEKS, c.MAX_WEEKS, c.MIN_YEARS_EXPERIENCE, c.COST_USD, c.POSITIONS, c.HOURS_PER_WEEK)
)
_LISTS: Final = frozenset(
    (
        c.PROFESSIONS, c.STUDENTS_OF, c.SPECIALTIES, c.FOCUS_AREAS, c.COUNTRIES, c.LANGUAGES,
        c.ELIGIBLE_COUNTRIES, c.REGIONS, c.SETTING, c.FUNDING, c.PARTY, c.COMMITMENT, c.ONLY_FOR,
    )
)  # fmt: skip
"""Columns with several ids in a cell: their drop-down offers the first one, and takes others."""


def choices() -> dict[str, Mapping[str, str]]:
    """Give the ids that a column may have, with their labels."""
    known = shipped_vocabulary().labels
    places = shipped_places()
    return {
        c.PROFESSIONS: known("profession"),
        c.STUDENTS_OF: known("profession"),
        c.SPECIALTIES: known("specialty"),
        c.FOCUS_AREAS: known("focus_area"),
        c.COUNTRIES: places.names,
        c.ELIGIBLE_COUNTRIES: places.names,
        c.REGIONS: {name: name for name in places.regions},
        c.LANGUAGES: shipped_languages(),
        c.SETTING: known("setting"),
        c.FUNDING: known("funding"),
        c.FAITH_REQUIREMENT: known("faith_requirement"),
        c.PARTY: known("party"),
        c.COMMITMENT: known("commitment"),
        c.ONLY_FOR: known("only_for"),
        c.PAY: known("pay"),
        c.STAY_HINT: known("stay_hint"),
        c.KIND: known("role_kind"),
        c.STATUS: known("status"),
        **dict.fromkeys((c.LICENSE_REQUIRED, c.TRAINEES, c.FAMILY), _YES_NO),
    }


def role_template() -> bytes:
    """Make the workbook: an empty table, what each column is for, and the lists of ids."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        lines = book.add_format({"text_wrap": True, "valign": "top"})
        roles, how, lists = (book.add_worksheet(name) for name in (SHEET, HOW, LISTS))
        roles.freeze_panes(1, 0)
        how.set_column(0, 0, 24)
        how.set_column(1, 1, 100, lines)
        how.write_row(0, 0, ["Column", "What it is for"], bold)
        offered = choices()
        for at, name in enumerate(COLUMNS):
            roles.write_string(0, at, name, bold)
            roles.set_column(at, at, 30 if name in (c.TITLE, c.SUMMARY) else 16,
                             None if name in _NUMBERS else text)  # fmt: skip
            how.write_string(at + 1, 0, name)
            how.write_string(at + 1, 1, _ABOUT[name])
        for place, (name, labels) in enumerate(offered.items()):
            _list(lists, place, name, labels, bold)
            at = COLUMNS.index(name)
            roles.data_validation(1, at, ROWS, at, _drop_down(place, name, len(labels)))
    return made.getvalue()


def _list(sheet: Any, place: int, name: str, labels: Mapping[str, str], bold: Any) -> None:  # noqa: ANN401
    """Write the ids of a column and, beside them, what they mean."""
    sheet.set_column(2 * place, 2 * place + 1, 22)
    sheet.write_row(0, 2 * place, [name, "which is"], bold)
    for row, (id_, label) in enumerate(labels.items(), start=1):
        sheet.write_string(row, 2 * place, id_)
        sheet.write_string(row, 2 * place + 1, label)


def _drop_down(place: int, name: str, n_ids: int) -> dict[str, Any]:
    letter = xl_col_to_name(2 * place)
    offers = {"validate": "list", "source": f"={LISTS}!${letter}$2:${letter}${n_ids + 1}"}
    if name in _LISTS:
        return offers | {"show_error": False}
    return offers | {"error_title": name, "error_message": f"Choose one of the sheet {LISTS}."}
