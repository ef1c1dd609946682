"""Organizations for a person: those whose roles meet what was asked first, and why."""

from matching.recommending.organizations import rank_organizations
from tests.builders import person, recommender_of, role


def ranked(who, *roles):
    recommender = recommender_of(*roles)
    return rank_organizations(recommender.catalog, recommender.recommend(who, n=None))


def test_organizations_go_by_their_best_roles_and_say_how_many_there_are():
    who = person(specialties="general-surgery", countries="KE", max_weeks=4)
    fits = {"specialties": "general-surgery", "countries": "KE", "max_weeks": 4}
    found = ranked(
        who,
        role("near--a", specialties="general-surgery", countries="TZ"),
        role("best--a", **fits),
        role("best--b", **fits, focus_areas="surgery"),
        role("closed--a", professions="dentist"),
    )
    assert found["org_id"].tolist()[0] == "best"
    assert "closed" not in found["org_id"].tolist()
    assert set(found["role_ids"].iloc[0]) == {"best--a", "best--b"}
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert found["why"].str.endswith(".").all()


def test_nobody_without_a_role_is_an_empty_frame():
    found = ranked(person(profession="chaplain"), role("a--a", professions="dentist"))
    assert found.empty
    assert list(found.columns) == ["org_id", "rank", "role_ids", "why"]
