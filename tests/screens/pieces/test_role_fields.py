"""Cells of a role as values of widgets and back, and as words."""

import pytest

from matching import columns
from matching.screens.pieces import role_fields
from tests.builders import catalog_of, role

CHOICES = {
    columns.PARTY: {"team": "Whole team", "one": "One person"},
    columns.COMMITMENT: {"part-time": "Some hours a week, on site"},
    columns.ONLY_FOR: {"church": "Members of its church"},
    columns.PAY: {"costs-covered": "Costs covered"},
    columns.STAY_HINT: {"months": "Months"},
    columns.KIND: {"trip": "Trip or team", "post": "Single post"},
    columns.REGIONS: {"Eastern Africa": "Eastern Africa", "Asia": "Asia"},
    columns.ELIGIBLE_COUNTRIES: {"NZ": "New Zealand"},
    columns.STUDENTS_OF: {"nurse": "Registered nurse"},
}


@pytest.fixture(scope="module")
def catalog():
    return catalog_of(role())


def test_every_column_but_those_that_are_not_for_typing_is_a_field_once():
    names = [field.name for fields in role_fields.SECTIONS.values() for field in fields]
    assert len(set(names)) == len(names)
    assert set(columns.ROLES_TABLE) - set(names) == {
        columns.ROLE_ID, columns.ORG_ID, columns.CELL_SOURCES,
    }  # fmt: skip


@pytest.mark.parametrize("name", CHOICES)
def test_choices_are_offered_by_their_labels(catalog, name):
    offered = role_fields.options(catalog, name, {name: ""})
    assert CHOICES[name].items() <= offered.items()
    assert role_fields.in_words(catalog, name, next(iter(CHOICES[name]))) in offered.values()


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("languages", "en|fr:either|pt:either", "English, French (one of these is enough), "
         "Portuguese (one of these is enough)"),
        ("languages", "fr:required|sw:helpful", "French (required), Swahili (helpful)"),
        ("party", "couple|school-group", "Couple, Group of a school"),
        ("hours_per_week", "7.5", "7.5"),
        ("kind", "", "Not stated"),
    ],
)  # fmt: skip
def test_cells_are_read_by_people(catalog, name, cell, said):
    assert role_fields.in_words(catalog, name, cell) == said


def test_a_language_of_which_one_is_enough_comes_back():
    cells = {**dict.fromkeys(role_fields.FIELDS, ""), "languages": "en:either|fr:either"}
    values = role_fields.widget_values(cells)
    assert values[role_fields.need_key("fr")] in role_fields.NEEDS
    assert role_fields.cells_of_widgets(values) == cells
