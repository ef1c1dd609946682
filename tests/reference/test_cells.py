import pytest

from matching.reference import cells
from matching.reference.column_checks import column_checks
from matching.reference.shipped import shipped_languages, shipped_places, shipped_vocabulary


@pytest.mark.parametrize(("length", "n_faults"), [(149, 0), (150, 0), (151, 1)])
def test_an_id_has_up_to_150_characters(length, n_faults):
    assert len(cells.slug("a" * length)[1]) == n_faults


@pytest.mark.parametrize("wrong", [1, 5, 6, 40])
def test_of_a_list_the_first_five_faults_are_named(wrong):
    check = cells.list_of(cells.id_of("kind", {"known": ""}))
    _, faults = check("|".join(["known", *(f"wrong-{n}" for n in range(wrong))]))
    assert [found for found, _ in faults] == [f"wrong-{n}" for n in range(min(wrong, 5))]


@pytest.mark.parametrize(("text", "n_faults"), [("3", 0), ("1.5", 1), ("100000", 0), ("100001", 1)])
def test_openings_are_whole_people(text, n_faults):
    checks = column_checks(shipped_vocabulary(), shipped_places().names, shipped_languages())
    assert len(checks["roles.csv"]["positions"](text)[1]) == n_faults
