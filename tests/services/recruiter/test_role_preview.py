"""What a change of a role would do to its candidates, and what it then does."""

import pytest

from matching import Catalog, Profile, Recommender
from matching.authorization import NotAllowedError
from matching.reference.shipped import shipped_adjacency
from matching.services import recruiter
from matching.services.shared.errors import RequestError, RoleError
from matching.store import schema
from matching.store.reference_rows import read_reference_from
from tests.services.conftest import ROLE
from tests.store import rows
from tests.store.rows import NOW

PEOPLE = {
    "ada": {"profession": "physician", "max_weeks": 2, "languages": ["fr:good"]},
    "bea": {"profession": "physician", "max_weeks": 52, "focus_areas": ["surgery"]},
    "col": {"profession": "physician", "max_weeks": 8, "years_experience": 20},
    "dan": {"profession": "nurse", "max_weeks": 8},
    "eli": {"profession": "nurse", "max_weeks": 1},
    "fay": {"profession": "physician", "max_weeks": 30, "statement": "palliative care"},
}
CHANGES = [
    {"min_weeks": "6"},
    {"professions": "nurse", "max_weeks": "4"},
    {"professions": "physician|nurse", "languages": "fr:required", "months": "1|2"},
    {"title": "Palliative care", "summary": "Palliative care for all.", "countries": "KE"},
    {"status": "past", "min_weeks": "", "faith_requirement": "christian"},
]


@pytest.fixture
def people(store):
    """Six people whom everybody finds, of whom dan shows interest, and a hidden one."""
    with store.writing() as session:
        session.add_all(rows.account(name) for name in (*PEOPLE, "hal"))
        session.flush()
        for name, fields in PEOPLE.items():
            body = Profile(**fields).to_mapping()
            session.add(rows.profile(name, body=body, visibility="anonymous"))
        session.add(rows.profile("hal", body={"profession": "physician"}))
        session.add(schema.InterestRow(account_id="dan", role_id=ROLE, shown_at=NOW))


def anew(store):
    catalog = Catalog.from_reference(read_reference_from(store), shipped_adjacency())
    return Recommender(catalog, today=NOW.date())


def preview(store, actor, changes, recommender, **more):
    return recruiter.preview_change(store, actor, ROLE, changes, recommender, now=NOW, **more)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: "+".join(changes))
def test_preview_is_what_really_happens(store, actors, recommender, changes):
    listed = (store, actors.ben, ROLE)
    before = recruiter.candidates(*listed, recommender, now=NOW)
    foreseen = preview(store, actors.ben, changes, recommender)
    assert recruiter.role_form(*listed, now=NOW)[1] == 1

    recruiter.change_role(*listed, changes, version=1, now=NOW)
    after = recruiter.candidates(*listed, anew(store), now=NOW)

    fits, fit = (set(t.loc[t["is_match"], "account_id"]) for t in (before, after))
    assert (foreseen.before, foreseen.after) == (len(fits), len(fit))
    assert (set(foreseen.comes), set(foreseen.goes)) == (fit - fits, fits - fit)
    assert all(foreseen.comes.values())
    assert all(foreseen.goes.values())
    moves = foreseen.moves.set_index("account_id")
    assert set(moves.index) == fits | fit
    for side, table in (("before", before), ("after", after)):
        real = table.set_index("account_id").reindex(moves.index)
        assert moves[f"rank_{side}"].equals(real["rank"].rename(f"rank_{side}"))
        assert moves[f"score_{side}"].equals(real["score"].rename(f"score_{side}"))


@pytest.mark.usefixtures("people")
def test_who_comes_and_goes_is_told_with_the_must_have(store, actors, recommender):
    foreseen = preview(store, actors.ben, {"professions": "nurse", "min_weeks": "4"}, recommender)
    assert foreseen.comes == {"dan": ("Profession",)}
    assert foreseen.goes["ada"] == ("Profession", "Length of stay")
    assert set(foreseen.goes) == {"ada", "bea", "col", "fay"}


@pytest.mark.usefixtures("people")
def test_moves_are_of_the_first_of_both_lists(store, actors, recommender):
    foreseen = preview(store, actors.ben, {"min_weeks": "20"}, recommender, n=1)
    assert 1 in foreseen.moves["rank_before"].tolist()
    assert foreseen.moves["rank_after"].tolist()[0] == 1
    assert len(foreseen.moves) <= 2
    nothing = preview(store, actors.ben, {"title": "Surgeon"}, recommender).moves
    assert nothing["rank_before"].equals(nothing["rank_after"].rename("rank_before"))


def test_faulty_cells_are_named_and_others_refused(store, actors, recommender):
    with pytest.raises(RoleError, match="countries"):
        preview(store, actors.ben, {"countries": "XX"}, recommender)
    with pytest.raises(RequestError, match="ids"):
        preview(store, actors.ben, {"org_id": "hope"}, recommender)
    for actor in (actors.eve, actors.sam, actors.amina, actors.visitor):
        with pytest.raises(NotAllowedError):
            preview(store, actor, {"min_weeks": "6"}, recommender)


@pytest.mark.usefixtures("people")
def test_a_role_that_was_never_opened_has_a_preview_too(store, actors, recommender):
    copy = recruiter.duplicate_role(store, actors.ben, ROLE, "Second", now=NOW)
    of_copy = (store, actors.ben, copy)
    foreseen = recruiter.preview_change(*of_copy, {"min_weeks": "20"}, anew(store), now=NOW)
    of_role = recruiter.preview_change(
        store, actors.ben, ROLE, {"min_weeks": "20"}, recommender, now=NOW
    )
    assert copy not in anew(store).catalog.roles.index
    assert foreseen.before == of_role.before > foreseen.after == of_role.after
