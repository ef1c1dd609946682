"""The role clinic: each number is what really happens, and none by which somebody is found."""

import pytest

from matching import Catalog, Profile, Recommender
from matching.authorization import NotAllowedError
from matching.reference.shipped import shipped_adjacency
from matching.services import recruiter
from matching.services.shared.small_numbers import told
from matching.store import schema
from matching.store.reference_rows import read_reference_from
from tests.services.conftest import ROLE
from tests.store import rows
from tests.store.rows import NOW

ASKS = {
    "professions": ("physician",),
    "specialties": (),
    "languages": ("fr:required",),
    "min_weeks": 8.0,
    "max_weeks": 26.0,
    "min_years_experience": 5.0,
    "faith_requirement": "christian",
    "start_date": "2027-03-01",
    "end_date": "2027-12-31",
    "funding": (),
    "setting": (),
    "family": "no",
}
SAYS_MORE = {
    "setting": ("hospital",), "funding": ("salaried",), "countries": ("KE",), "family": "yes",
    "summary": "Work in a hospital.", "site": "Kijabe",
}  # fmt: skip
KINDS = {
    "speaks": {"languages": ["fr:good"]},
    "other": {"languages": ["en:native"]},
    "little": {"languages": ["fr:basic"], "years_experience": 6, "max_weeks": 12},
    "short": {"languages": ["fr:good"], "max_weeks": 4},
    "young": {"languages": ["fr:native"], "years_experience": 2},
    "secular": {"languages": ["fr:good"], "faith": "none"},
    "family": {"languages": ["fr:good"], "family": "yes"},
    "early": {
        "languages": ["fr:good"], "available_from": "2027-01-20", "available_to": "2027-04-10",
    },
    "nurse": {"profession": "nurse", "languages": ["fr:good"]},
}  # fmt: skip
OF_EACH = 6


@pytest.fixture
def people(store):
    """Six people of each kind whom everybody finds, one who hides, and more roles to be seen."""
    with store.writing() as session:
        role = session.get(schema.RoleRow, ROLE)
        for name, value in ASKS.items():
            setattr(role, name, value)
        for number in range(14):  # seven say more than the role, the others the same
            more = SAYS_MORE if number < 7 else {}
            session.add(rows.organization(f"a{number:02}"))
            session.add(rows.role(f"a{number:02}--surgeon", **{**ASKS, **more}))
        session.add(rows.role("mercy--second", title="Second", min_weeks=2.0))
        session.add(rows.role("mercy--third", title="Third"))
        session.add_all(rows.account(f"{kind}{n}") for kind in KINDS for n in range(OF_EACH))
        session.add(rows.account("hidden"))
        session.flush()
        for kind, fields in KINDS.items():
            body = person(fields).to_mapping()
            session.add_all(
                rows.profile(f"{kind}{number}", body=body, visibility="anonymous")
                for number in range(OF_EACH)
            )
        session.add(rows.profile("hidden", body={"profession": "physician"}))


def anew(store):
    catalog = Catalog.from_reference(read_reference_from(store), shipped_adjacency())
    return Recommender(catalog, today=NOW.date())


def fitting(store, actor, recommender):
    table = recruiter.candidates(store, actor, ROLE, recommender, now=NOW)
    return set(table.loc[table["is_match"], "account_id"])


def first_tens(recommender):
    """In whose first ten the role stands; people of a kind have the same list."""
    return {
        f"{kind}{number}"
        for kind, fields in KINDS.items()
        if ROLE in set(recommender.recommend(person(fields), n=10)["role_id"])
        for number in range(OF_EACH)
    }


def person(fields):
    return Profile(**{"profession": "physician", **fields})


@pytest.mark.usefixtures("people")
def test_each_line_says_what_the_changed_role_really_has(store, actors):
    recommender = anew(store)
    before, tens = fitting(store, actors.ben, recommender), first_tens(recommender)
    clinic = recruiter.role_clinic(store, actors.ben, ROLE, recommender, now=NOW)
    assert (clinic.n_fit, clinic.in_first_tens) == (len(before), told(len(tens)))
    lines = [*clinic.asked, *clinic.facts, *clinic.work]
    telling = [line for line in lines if any((*line.fitting, *(line.first_ten or ())))]
    assert {next(iter(line.change.cells)) for line in telling} >= {
        "languages", "min_weeks", "min_years_experience", "faith_requirement", "start_date",
        "family", "professions",
    }  # fmt: skip
    assert any(line.first_ten.comes for line in telling if line.first_ten)

    for line in [*telling, *lines[::9]]:
        cells, version = recruiter.role_form(store, actors.ben, ROLE, now=NOW)
        change = (store, actors.ben, ROLE, line.change.cells)
        recruiter.change_role(*change, version=version, now=NOW)
        changed = anew(store)
        after = fitting(store, actors.ben, changed)
        expected = (told(len(after - before)), told(len(before - after)))
        assert line.fitting == expected, line.change.text
        if line.first_ten is not None:
            then = first_tens(changed)
            assert line.first_ten == (told(len(then - tens)), told(len(tens - then))), line
        back = {name: cells[name] for name in line.change.cells}
        recruiter.change_role(store, actors.ben, ROLE, back, version=version + 1, now=NOW)


@pytest.mark.usefixtures("people")
def test_who_is_one_of_few_is_not_found_by_a_number(store, actors):
    with store.writing() as session:
        gone = {"role_id": ROLE, "stage": "withdrawn", "stage_since": NOW}
        session.add_all(schema.CandidacyRow(account_id=f"other{n}", **gone) for n in range(4))
    clinic = recruiter.role_clinic(store, actors.ben, ROLE, anew(store), now=NOW)
    (french,) = (one for one in clinic.asked if one.change.text == "French not asked for")
    assert french.fitting.comes == 5  # of twelve four withdrew, and eight are told as five
    (months,) = (one for one in clinic.asked if one.change.text.startswith("Longest stay 52"))
    assert months.fitting == (None, None)


@pytest.mark.usefixtures("people")
def test_a_role_that_was_never_opened_has_a_clinic_too(store, actors):
    recommender = anew(store)
    copy = recruiter.duplicate_role(store, actors.ben, ROLE, "Second", now=NOW)
    of_role = recruiter.role_clinic(store, actors.ben, ROLE, recommender, now=NOW)
    of_copy = recruiter.role_clinic(store, actors.ben, copy, recommender, now=NOW)
    assert [line.fitting for line in of_copy.asked] == [line.fitting for line in of_role.asked]


def test_a_clinic_is_for_those_who_may_change_the_role(store, actors, recommender):
    for actor in (actors.eve, actors.sam, actors.amina, actors.visitor):
        with pytest.raises(NotAllowedError):
            recruiter.role_clinic(store, actor, ROLE, recommender, now=NOW)
