import pytest

from matching.reference import cells
from matching.reference.column_checks import column_checks
from matching.reference.shipped import (
    shipped_languages,
    shipped_names,
    shipped_places,
    shipped_vocabulary,
)


@pytest.mark.parametrize(
    ("address", "n_faults"),
    [
        ("https://a.example:8443/x", 0),
        ("https://a.example./", 0),
        ("https://straße.example", 0),
        ("https://a.example:65536/", 1),
        ("https://a.example:0/", 1),
        ("https://a.example:abc/", 1),
        ("https://a..example/", 1),
        ("https://.a.example/", 1),
        (f"https://{'a' * 64}.example/", 1),
        (f"https://{'a.' * 130}example/", 1),
    ],
)
def test_an_address_can_be_asked_for(address, n_faults):
    assert len(cells.web_address(address)[1]) == n_faults


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
    assert len(faults_of("positions", text)) == n_faults


@pytest.mark.parametrize(
    ("column", "good", "wrong", "expected"),
    [
        ("party", "one|couple", "pair", "the id of a party: couple, family, one, school-group"),
        ("commitment", "full-time|on-call", "fulltime", "did you mean 'full-time'?"),
        ("hours_per_week", "7.5", "169", "a number of hours from 0 to 168"),
        ("regions", "Eastern Africa|Asia", "East Africa", "did you mean 'Eastern Africa'?"),
        ("eligible_countries", "AU|NZ", "UK", "United Kingdom of Great Britain"),
        ("only_for", "own-students|church", "students", "the id of a circle"),
        ("students_of", "nurse", "nurses", "did you mean 'nurse'?"),
        ("pay", "costs-covered", "free", "the id of a pay"),
        ("stay_hint", "weeks", "long", "the id of a length in words"),
        ("kind", "trip", "brigade", "the id of a kind of role"),
        ("languages", "en:either|fr:either", "en:any", "en, en:required, en:helpful or en:either"),
    ],
)
def test_what_the_words_of_a_role_say_is_checked(column, good, wrong, expected):
    assert faults_of(column, good) == faults_of(column, "") == []
    [(found, why)] = faults_of(column, wrong)
    assert found == wrong
    assert expected in why


@pytest.mark.parametrize(
    ("text", "n_faults"),
    [
        ("", 0),
        ("cost_usd https://mercy.example/faq|pay https://mercy.example/pay", 0),
        ("price https://mercy.example/faq", 1),
        ("cost_usd", 1),
        ("cost_usd faq.html", 1),
        ("https://mercy.example/faq", 1),
    ],
)
def test_the_source_of_a_cell_is_a_column_and_an_address(text, n_faults):
    assert len(faults_of("cell_sources", text)) == n_faults


def faults_of(column, text):
    checks = column_checks(
        shipped_vocabulary(), shipped_places(), shipped_languages(), shipped_names()
    )
    return checks["roles.csv"][column](text)[1]
