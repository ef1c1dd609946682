import pandas as pd
import pytest

from matching.authorization import NotAllowedError
from matching.catalog import Catalog
from matching.comparison.weight_set import WeightSet
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.reference.shipped import shipped_adjacency
from matching.services import weights
from matching.services.shared.errors import RequestError
from matching.services.weights.golden_profiles import suggest_golden
from matching.store import ConflictError, schema
from matching.store.reference_rows import read_reference_from
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW, role

SURGEON = Profile(profile_id="p", profession="physician", countries=["KE"])
ROLES = [f"mercy--role{n:02}" for n in range(11)]


@pytest.fixture
def store(store):
    """Mercy's surgeon in Kenya, eleven roles that say no place, and Hope's nurse."""
    with store.writing() as session:
        session.add_all([role(role_id) for role_id in ROLES])
        session.get(schema.RoleRow, ROLE).countries = ("KE",)
    return store


@pytest.fixture
def recommender(store):
    return recommender_of(store)


def recommender_of(store):
    catalog = Catalog.from_reference(read_reference_from(store), shipped_adjacency())
    return Recommender(catalog, today=NOW.date())


def add(store, actors, must=(ROLE,), must_not=(), name="A surgeon", **more):
    who = more.pop("actor", actors.sam)
    return weights.add_golden(store, who, name, SURGEON, must, must_not, now=NOW, **more)


def check(store, actors, recommender):
    return weights.check_golden(store, actors.sam, recommender, now=NOW)


def test_golden_profiles_come_back_as_they_were_chosen(store, actors):
    golden_id = add(store, actors, must_not=[OTHER_ROLE])
    [row] = weights.golden_profiles(store, actors.sam, now=NOW).to_dict("records")
    assert row == {
        "golden_id": golden_id,
        "name": "A surgeon",
        "profile": SURGEON,
        "must": (ROLE,),
        "must_not": (OTHER_ROLE,),
        "author": "Sam",
        "changed_at": NOW,
        "is_active": True,
        "version": 1,
    }


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " "}, "write a name"),
        ({"must": ()}, "choose a role"),
        ({"must_not": (ROLE,)}, "asked for and ruled out: mercy--surgeon"),
        ({"must": ("mercy--gone",)}, "gone or past: mercy--gone"),
        ({"must": (ROLE, *ROLES)}, "At most 10"),
    ],
)
def test_faulty_golden_profiles_are_refused(store, actors, fields, told):
    with pytest.raises(RequestError, match=told):
        add(store, actors, **fields)


def test_a_name_is_given_once_and_a_change_of_an_older_version_is_refused(store, actors):
    golden_id = add(store, actors)
    with pytest.raises(RequestError, match="called 'A surgeon'"):
        add(store, actors)
    change = {"name": "A surgeon", "profile": SURGEON, "must": (), "must_not": (ROLE,), "now": NOW}
    assert weights.change_golden(store, actors.sam, golden_id, version=1, **change) == 2
    with pytest.raises(ConflictError):
        weights.change_golden(store, actors.sam, golden_id, version=1, **change)


def test_only_staff_choose_and_what_is_not_there_is_refused_alike(store, actors, recommender):
    for actor in (actors.amina, actors.ben, actors.visitor):
        with pytest.raises(NotAllowedError):
            add(store, actors, actor=actor)
        with pytest.raises(NotAllowedError):
            weights.check_golden(store, actor, recommender, now=NOW)
    with pytest.raises(NotAllowedError):
        weights.remove_golden(store, actors.sam, "gone", now=NOW)


def test_a_check_says_where_each_role_is_and_what_is_wrong(store, actors, recommender):
    *first, ranked_11, ranked_12 = recommender.recommend(SURGEON)["role_id"]
    assert first[0] == ROLE
    add(store, actors, [ROLE, ranked_12, OTHER_ROLE], [first[1], ranked_11])
    report = check(store, actors, recommender)
    found = report.checks.drop(columns=["golden_id", "name"])
    expected = pd.DataFrame(
        [
            (ROLE, "must", 1.0, "passes", ""),
            (
                ranked_12, "must", 12.0, "fails",
                "It must be among the first ten and is at place 12.",
            ),
            (
                OTHER_ROLE, "must", float("nan"), "fails",
                "It must be among the first ten and is not open to this person.",
            ),
            (
                first[1], "must not", 2.0, "fails",
                "It must not be among the first ten and is at place 2.",
            ),
            (ranked_11, "must not", 11.0, "passes", ""),
        ],
        columns=list(found.columns),
    )  # fmt: skip
    pd.testing.assert_frame_equal(found, expected)
    assert not report.passes
    assert report.counts == {"passes": 2, "fails": 3, "cannot be checked": 0}


def test_a_check_follows_the_variety_of_the_weights(store, actors):
    with store.writing() as session:
        session.add(role("hope--surgeon", countries=("FJ",)))
    catalog = recommender_of(store).catalog
    add(store, actors, ["hope--surgeon"], [ROLES[8]])
    for most, outcomes in ((10.0, ["fails", "fails"]), (1.0, ["passes", "passes"])):
        fields = WeightSet.default().model_dump()
        fields["variety"] = {"most_of_one": most, "widest_gap": 100.0}
        varied = Recommender(catalog, WeightSet(**fields), NOW.date())
        assert check(store, actors, varied).checks["outcome"].tolist() == outcomes


def test_what_is_past_gone_or_unreadable_cannot_be_checked(store, actors):
    add(store, actors, must_not=[ROLES[0]])
    broken = add(store, actors, name="B")
    off = add(store, actors, name="C")
    with store.writing() as session:
        session.get(schema.RoleRow, ROLE).status = "past"
        session.delete(session.get(schema.RoleRow, ROLES[0]))
        session.get(schema.GoldenProfileRow, broken).body = {"profession": "wizard"}
        session.get(schema.GoldenProfileRow, off).is_active = False
    report = check(store, actors, recommender_of(store))
    assert list(report.checks["outcome"]) == ["cannot be checked"] * 3
    past, gone, unreadable = report.checks["fault"]
    assert (past, gone) == ("The role is past.", "There is no such role any more.")
    assert "cannot be read any more" in unreadable
    assert "wizard" in unreadable
    assert not report.passes
    listed = weights.golden_profiles(store, actors.sam, now=NOW).set_index("golden_id")["profile"]
    assert listed[broken] is None


def test_no_golden_profile_is_no_proof(store, actors, recommender):
    report = check(store, actors, recommender)
    assert (len(report.checks), report.passes) == (0, False)


def test_the_state_changes_with_whatever_could_change_a_check(store, actors, recommender):
    def state():
        return check(store, actors, recommender).state

    states = [state()]
    golden_id = add(store, actors)
    states.append(state())
    change = {"profile": SURGEON, "must": [ROLE], "must_not": [], "version": 1, "now": NOW}
    weights.change_golden(store, actors.sam, golden_id, name="Same", **change)
    states.append(state())
    with store.writing() as session:
        session.get(schema.RoleRow, ROLE).closed_at = NOW
    states.append(state())
    weights.remove_golden(store, actors.sam, golden_id, now=NOW)
    states.append(state())
    assert len(set(states)) == len(states)
    assert state() == states[-1]


def test_judged_roles_of_the_best_grade_that_are_shown_first_are_suggested(recommender):
    last = recommender.recommend(SURGEON)["role_id"].iloc[-1]
    other = SURGEON.changed(profile_id="q")
    judgments = pd.DataFrame(
        [("p", ROLES[0], 3), ("p", ROLE, 3), ("p", last, 3), ("p", ROLES[1], 2), ("q", last, 3)],
        columns=["profile_id", "role_id", "grade"],
    )
    suggested = suggest_golden(recommender, [SURGEON, other], judgments)
    assert suggested.values.tolist() == [["p", SURGEON, (ROLE, ROLES[0])]]
