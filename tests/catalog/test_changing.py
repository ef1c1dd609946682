"""A catalog in which rows were changed is the one that is built anew of all rows."""

import datetime as dt

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from matching import columns as c
from matching.aspects.tables import TABLED, read_by
from matching.catalog import changing
from matching.catalog.changing import ChangedRows, Changes
from matching.catalog.role_codes import CODED
from tests.builders import article, catalog_of, organization, role
from tests.examples import examples
from tests.same_catalogs import assert_same

DAY = dt.date(2026, 11, 25)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Surgeon", "Nurse for a school in Kenya", "the", "Quokka vet"]),
        "summary": st.sampled_from(["", "Teach surgery to residents.", "Two weeks a year."]),
        "languages": st.sampled_from(["en", "fr:required", "sw:helpful|en", ""]),
        "months": st.sampled_from(["", "3|9", "1"]),
        "min_weeks": st.sampled_from(["", "2", "30"]),
        "countries": st.sampled_from(["", "KE", "KE|TZ"]),
        "focus_areas": st.sampled_from(["", "surgery", "surgery|child-health"]),
        "status": st.sampled_from(["open", "past"]),
        "end_date": st.sampled_from(["", "2026-11-20", "2026-12-01", "2027"]),
    },
)
IDS = ["hope--a", "hope--b", "hope--c", "mercy--a", "mercy--b"]
STATES = st.fixed_dictionaries({}, optional=dict.fromkeys(IDS, CELLS))
OF_ORGS = st.fixed_dictionaries(
    {
        "countries": st.sampled_from(["", "KE", "TZ"]),
        "faith_requirement": st.sampled_from(["", "respect"]),
        "name": st.sampled_from(["Hope", "Hope Again"]),
    }
)


def built(roles, hope):
    """A catalog of roles by id; both organizations are there, with roles or without."""
    organizations = [organization("hope", **hope), organization("mercy")]
    rows = [role(id_, **cells) for id_, cells in roles.items()]
    return catalog_of(*rows, organizations=organizations, articles=[article("why")])


def of_file(table, columns):
    """A table without what roles take from organizations."""
    dated = [name for name in table.columns if name.endswith(("_first", "_last"))]
    return table[[*columns, *dated]]


def changes(before, now):
    """What tells one catalog from another."""

    def of(name, columns, also=()):
        then, old = of_file(getattr(now, name), columns), of_file(getattr(before, name), columns)
        same = [
            id_ for id_ in then.index if id_ in old.index and then.loc[id_].equals(old.loc[id_])
        ]
        ids = None if list(then.index) == list(old.index) else list(then.index)
        return ChangedRows(
            then.loc[[id_ for id_ in then.index if id_ not in same or id_ in also]], ids
        )

    organizations = of("organizations", c.ORGANIZATIONS_TABLE)
    of_them = now.roles.index[now.roles[c.ORG_ID].isin(organizations.rows.index)]
    return Changes(
        organizations, of("roles", c.ROLES_TABLE, set(of_them)), of("articles", c.ARTICLES_TABLE)
    )


def read_through(catalog):
    """Ask for what is taken over where it was made."""
    assert catalog.index.text.matrix.shape[0] == len(catalog.roles)
    assert catalog.vectorizer
    for aspect in TABLED:
        assert len(distinct(catalog, aspect).codes) == len(catalog.roles)
    return catalog


def distinct(catalog, aspect):
    return catalog.codes.distinct(read_by(aspect, catalog))


def assert_coded(catalog):
    """What is read of roles by code is what their arrays say."""
    for name in CODED:
        column = getattr(catalog.index, name)
        np.testing.assert_array_equal(catalog.codes.column(name), column, err_msg=name)
        for aspect in TABLED:
            if name in aspect.role_columns and name not in dict(aspect.role_flags):
                found = distinct(catalog, aspect)
                said = getattr(found.roles, name)[found.codes]
                np.testing.assert_array_equal(said, column, err_msg=f"{aspect.name} {name}")
                assert len(found) == len(set(found.codes.tolist())) == len(found.counts)


@examples(25, deadline=None)
@given(st.lists(st.tuples(STATES, OF_ORGS), min_size=2, max_size=4))
def test_any_row_of_changes_gives_what_a_new_one_is(states):
    catalog = read_through(built(*states[0]))
    for state in states[1:]:
        fresh = built(*state)
        catalog = changing.changed(catalog, changes(catalog, fresh), DAY).catalog
        assert_same(catalog, fresh)
        assert_coded(catalog)


def test_a_role_that_ends_on_the_day_before_is_past_from_then_on():
    rows = {"hope--a": {"end_date": "2026-11-25", "min_weeks": "2"}, "hope--b": {"min_weeks": "9"}}
    rows |= {"hope--c": {"min_weeks": "4"}}
    before = read_through(built(rows, {}))
    none = changes(before, before)
    assert changing.changed(before, none, DAY).role_ids == frozenset()
    after = changing.changed(before, none, DAY + dt.timedelta(days=1))
    assert after.role_ids == {"hope--a"}
    assert after.catalog.index.past.tolist() == [True, False, False]
    assert after.catalog.index.habit_weeks.tolist() == [6.5, 6.5, 6.5]


def test_what_no_row_touches_is_the_same_object():
    before = read_through(built({"hope--a": {"title": "Nurse"}}, {}))
    retitled = built({"hope--a": {"title": "Nurse", "min_weeks": "3"}}, {})
    after = changing.changed(before, changes(before, retitled), DAY).catalog
    assert after.vectorizer is before.vectorizer
    assert after.articles is before.articles
    assert after.index is not before.index
    kept = {aspect.name for aspect in TABLED if distinct(after, aspect) is distinct(before, aspect)}
    assert {"profession", "language", "place"} <= kept
    assert "stay" not in kept


def test_roles_that_are_taken_away_are_past_and_nothing_else_is_another():
    before = read_through(built({"hope--a": {}, "hope--b": {}}, {}))
    after = changing.without(before, ["hope--b", "unknown"])
    assert after.index.past.tolist() == [False, True]
    assert after.roles["status"].tolist() == ["ongoing", "past"]
    assert before.roles["status"].tolist() == ["ongoing", "ongoing"]
    pd.testing.assert_frame_equal(
        after.roles.drop(columns="status"), before.roles.drop(columns="status")
    )
