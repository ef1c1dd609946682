"""Fictional professionals: the same for a seed, valid, spread out, marked, and well spoken."""

import csv
import datetime as dt
import re
from collections import Counter
from random import Random

import numpy as np
import pytest

from matching import Catalog, Recommender
from matching.catalog.hints import fields_of_study
from matching.columns import PROFILES_TABLE
from matching.fictional import fictional_profiles, phrases
from matching.fictional.__main__ import main
from matching.fictional.spreads import pick, pick_several, quotas, shipped_spreads
from matching.fictional.statements import names_in, stay_in_words
from matching.profile import Profile
from matching.profile.files import read_profiles

TODAY = dt.date(2026, 11, 25)
HORIZON = dt.date(2028, 11, 25)
CHRISTIANS = {"evangelical", "protestant", "catholic", "christian", "adventist", "orthodox", "lds"}


@pytest.fixture(scope="module")
def people():
    return fictional_profiles(400, seed=7, today=TODAY)


@pytest.fixture(scope="module")
def profiles(people):
    return [person.profile for person in people]


@pytest.fixture(scope="module")
def catalog(data_folder):
    return Catalog.from_folder(data_folder)


@pytest.fixture(scope="module")
def active(catalog):
    return catalog.roles[catalog.roles["status"] != "past"]


# ---- the same for a seed --------------------------------------------------------------------


def test_a_seed_gives_the_same_people(people):
    assert fictional_profiles(400, seed=7, today=TODAY) == people


@pytest.mark.parametrize("n", [0, 1, 100, 200, 201])
def test_fewer_people_are_the_first_of_more(people, n):
    assert fictional_profiles(n, seed=7, today=TODAY) == people[:n]


def test_another_seed_gives_others(people):
    others = fictional_profiles(50, seed=8, today=TODAY)
    assert not {o.display_name for o in others} & {p.display_name for p in people}


def test_another_day_moves_only_dates_and_what_is_said_about_them(people):
    later = fictional_profiles(50, seed=7, today=dt.date(2028, 2, 29))
    for one, other in zip(people[:50], later, strict=True):
        assert other.display_name == one.display_name
        assert other.profile.profession == one.profile.profession
        assert other.profile.countries == one.profile.countries


def test_a_negative_number_of_people_is_refused():
    with pytest.raises(ValueError, match="n must not be negative, got -1"):
        fictional_profiles(-1, seed=7, today=TODAY)


# ---- nobody real ----------------------------------------------------------------------------


def test_everybody_is_marked_as_fictional(people):
    for number, person in enumerate(people, start=1):
        assert person.is_fictional is True
        assert person.profile.profile_id == f"fictional-{number:04d}"
        assert person.display_name.startswith(f"Fictional Person {number:04d} (")


def test_addresses_are_unique_and_at_reserved_domains(people):
    addresses = [person.email for person in people]
    assert len(set(addresses)) == len(addresses)
    form = re.compile(r"[a-z]+\.[a-z-]+\.\d{4}@example\.(org|com)")
    assert all(form.fullmatch(address) for address in addresses)


# ---- valid and in agreement with itself -----------------------------------------------------


def test_every_profile_is_valid_and_complete_in_itself(profiles):
    for profile in profiles:
        assert Profile(**profile.model_dump()) == profile


def test_specialties_belong_to_the_profession(profiles, catalog):
    for profile in profiles:
        assert set(profile.specialties) <= set(
            catalog.vocabulary.specialties_of(profile.profession)
        )


@pytest.mark.parametrize("today", [TODAY, dt.date(2027, 1, 31), dt.date(2028, 2, 29)])
def test_dates_lie_in_the_coming_two_years_and_leave_room_for_the_longest_stay(today):
    horizon = today.replace(year=today.year + 2, day=28)
    for person in fictional_profiles(300, seed=3, today=today):
        profile = person.profile
        first, last = profile.available_from, profile.available_to
        assert first is None or today < first <= horizon
        assert last is None or today < last <= horizon
        if last and profile.max_weeks:
            assert (last - (first or today)).days >= 7 * profile.max_weeks - 1


def test_avoided_places_are_never_wished_for(profiles):
    assert not [p for p in profiles if set(p.avoid) & {*p.countries, *p.regions}]


def test_trainees_are_new_and_nobody_else_is_a_student(profiles):
    for profile in profiles:
        if profile.trainee == "yes":
            assert profile.years_experience <= 4
        else:
            assert profile.profession != "student"


def test_chaplains_have_a_faith(profiles):
    chaplains = [profile for profile in profiles if profile.profession == "chaplain"]
    chaplains += [
        person.profile
        for seed in range(5)
        for person in fictional_profiles(200, seed, today=TODAY)
        if person.profile.profession == "chaplain"
    ]
    assert {profile.faith for profile in chaplains} <= CHRISTIANS


def test_faith_fits_what_is_accepted_and_wished_for(profiles):
    for profile in profiles:
        if profile.accepts == "christian" or profile.funding == "support-raised":
            assert profile.faith in CHRISTIANS
        if profile.faith not in CHRISTIANS or profile.accepts == "secular":
            assert "evangelism-discipleship" not in profile.focus_areas


def test_who_cannot_travel_names_no_place(profiles):
    remote = [profile for profile in profiles if profile.settings == ("remote",)]
    assert remote
    for profile in remote:
        assert not profile.countries + profile.regions + profile.avoid
        assert profile.family == ""
        assert "telehealth" in profile.focus_areas


# ---- spread ---------------------------------------------------------------------------------


def test_every_profession_of_active_roles_is_there(profiles, active):
    asked = {name for names in active["professions"] for name in names}
    counts = Counter(profile.profession for profile in profiles[:200])
    assert set(counts) >= asked
    assert min(counts.values()) >= 2


def test_professions_follow_employment_and_leaning():
    spreads = shipped_spreads()
    counts = quotas(spreads)
    assert sum(counts.values()) == spreads.deck
    assert sorted(counts, key=counts.get, reverse=True)[:4] == [
        "physician", "nurse", "student", "dentist",
    ]  # fmt: skip


def test_places_are_wished_by_none_one_and_many(profiles):
    counts = Counter(min(2, len(p.countries) + len(p.regions)) for p in profiles)
    assert min(counts[0], counts[1], counts[2]) >= 60


def test_most_stays_are_one_or_two_weeks_and_every_length_is_there(profiles):
    longest = np.array([np.inf if p.max_weeks is None else p.max_weeks for p in profiles])
    assert np.mean(longest <= 3) > 0.4
    for least, most in [(4, 9), (10, 26), (27, 104), (105, np.inf)]:
        assert ((longest >= least) & (longest <= most)).sum() >= 8


def test_longer_stays_cost_more(profiles):
    def budget(least, most):
        found = [
            profile.budget_usd
            for profile in profiles
            if profile.funding == "self-funded"
            and profile.budget_usd
            and least <= (profile.max_weeks or np.inf) <= most
            and "domestic" not in profile.focus_areas
        ]
        return np.median(found)

    assert budget(1, 2) < budget(4, 9) < budget(10, 26)


@pytest.mark.parametrize(
    ("field", "values", "fewest"),
    [
        ("trainee", ["yes", "no", ""], 30),
        ("family", ["yes", "no", ""], 25),
        ("accepts", ["any", "christian", "secular", ""], 20),
        ("faith", ["evangelical", "protestant", "catholic", "none", "muslim", "jewish", ""], 4),
        ("funding", ["self-funded", "support-raised", "expenses-paid", "stipend", ""], 8),
        ("years_experience", [None, 0, 2, 10, 30], 3),
    ],
)
def test_answers_vary(profiles, field, values, fewest):
    counts = Counter(getattr(profile, field) for profile in profiles)
    assert {value: counts[value] for value in values if counts[value] < fewest} == {}


def test_lists_vary(profiles):
    for field, fewest in [("settings", 8), ("specialties", 40), ("focus_areas", 40)]:
        assert len({item for p in profiles for item in getattr(p, field)}) >= fewest
        assert len({len(getattr(p, field)) for p in profiles}) >= 3
    levels = Counter(text.partition(":")[2] for p in profiles for text in p.languages)
    assert min(levels["native"], levels["good"], levels["basic"]) >= 30
    assert len({text[:2] for p in profiles for text in p.languages}) >= 12


# ---- statements -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def statements(profiles):
    return [profile.statement for profile in profiles if profile.statement]


def test_statements_have_no_leftovers(statements):
    slots = {"noun", "nth", "None", "nan", "unsaid"}
    for text in statements:
        assert not re.search(r"[{}<>|_]|  | [.,]|\.\.|,\.|\b(\w+) \1\b", text), text
        assert not slots & set(re.findall(r"\w+", text)), text
        assert not re.search(r"\ba [AEIOaeio]|\ban [bcdfgjklmnpqrstvwyz]", text), text
        assert re.fullmatch(r"[A-Z0-9].*\.", text), text
        assert all(part[0].isupper() for part in re.split(r"(?<=\.) ", text)), text


def test_statements_are_short_varied_and_mostly_there(profiles, statements):
    assert 0.9 < len(statements) / len(profiles) < 1
    assert len(set(statements)) > 0.97 * len(statements)
    assert all(20 < len(text) < 450 for text in statements)
    assert len({" ".join(text.split()[:3]) for text in statements}) > 60


def test_every_field_of_study_can_be_read_from_the_statement(profiles, catalog):
    words = catalog.adjacency.fields_of_study
    students = [profile for profile in profiles if profile.profession == "student"]
    read = [fields_of_study(student.statement, words) for student in students]
    assert {len(fields) for fields in read} == {1}
    assert len({field for fields in read for field in fields}) >= 4


def test_statements_agree_with_the_profile(profiles):
    names = shipped_spreads().country_names
    for profile in profiles:
        text = profile.statement
        for code, name in names.items():
            if re.search(rf"\b{name}\b", text.replace("Papua New Guinea", "PG")):
                assert code in (*profile.countries, *profile.avoid), (name, text)
        if re.search(
            r"\b(wife|husband|spouse|family would|as a family with|children would come)\b", text
        ):
            assert profile.family == "yes", text
        if "non-religious" in text:
            assert profile.accepts == "secular", text
        if "Christian organization" in text:
            assert profile.accepts == "christian", text
        if found := re.search(r"(\d+) years", text):
            assert profile.years_experience == int(found[1]), text
        if "resident" in text or re.search(r"\bstudent\b", text):
            assert profile.trainee == "yes", text
        if found := re.search(r"\$([\d,]+)", text):
            assert profile.budget_usd == int(found[1].replace(",", "")), text
        if profile.settings == ("remote",) and text:
            assert re.search(r"from home|online|by video", text), text


def all_sentences():
    for name, group in vars(phrases).items():
        if name.isupper():
            yield from (
                sentence
                for part in (group.values() if isinstance(group, dict) else [group])
                for sentence in part
            )


def test_sentences_use_only_known_slots():
    known = set(
        "noun a_noun field nth years workplace one two place country roots length month budget "
        "avoid first good basic".split()
    )
    sentences = list(all_sentences())
    assert len(sentences) > 100
    for sentence in sentences:
        assert set(names_in(sentence)) <= known
        assert sentence.endswith(".")


def test_every_stay_can_be_said():
    for length in shipped_spreads().lengths.values():
        for shortest, longest in length.weeks:
            said = stay_in_words(shortest, longest)
            assert re.fullmatch(r"[a-z ]*(week|month|year)s?( or longer)?", said), said


# ---- matches --------------------------------------------------------------------------------


def test_most_people_find_roles(profiles, catalog):
    recommender = Recommender(catalog, today=TODAY)
    n_matches = [len(recommender.recommend(profile, None)) for profile in profiles[::4]]
    assert 15 <= np.median(n_matches) <= 80
    assert np.mean(np.array(n_matches) == 0) < 0.05


# ---- spreads --------------------------------------------------------------------------------


def test_the_file_knows_every_id_and_no_other(catalog):
    spreads, vocabulary = shipped_spreads(), catalog.vocabulary
    assert set(spreads.professions) == set(vocabulary.professions)
    assert set(spreads.studies) <= set(catalog.adjacency.fields_of_study)
    for profession, special in spreads.specialties.items():
        assert set(special) == set(vocabulary.specialties_of(profession))
        assert all(set(work.second) <= set(special) for work in special.values())
    works = [*spreads.professions.values()]
    works += [work for special in spreads.specialties.values() for work in special.values()]
    for work in works:
        assert set(work.focus) <= set(vocabulary.focus_areas)
        assert set(work.settings) <= set(vocabulary.labels("setting"))
    for length in spreads.lengths.values():
        assert set(length.funding) <= {*vocabulary.labels("funding"), "unsaid"}
    assert set(spreads.faiths) <= {*vocabulary.labels("person_faith"), "unsaid"}
    spoken = {code for corner in spreads.places.values() for code in corner.languages}
    assert spoken | set(spreads.picked_up) <= set(spreads.tongues)
    assert set(spreads.tongues) <= set(catalog.languages)


def test_counted_shares_name_their_occupations_and_add_up():
    spreads = shipped_spreads()
    counted = [work for work in spreads.professions.values() if work.soc]
    assert sum(work.share for work in counted) == pytest.approx(1, abs=0.002)
    for work in [*counted, *spreads.specialties["physician"].values()]:
        assert re.fullmatch(r"(\d\d-\d{4}( |$))*", work.soc)
    # what OEWS calls "all other" is split by us, and only that
    split = sum(w.share for w in spreads.specialties["physician"].values() if not w.soc)
    assert split <= 0.0313 + 0.4262
    assert sum(w.share for w in spreads.specialties["dentist"].values()) == pytest.approx(1)


def test_interests_have_words_unless_a_sentence_speaks_of_them():
    spreads = shipped_spreads()
    spoken_of = {"medical-education", "domestic"}
    works = [*spreads.professions.values(), *spreads.studies.values()]
    works += [work for special in spreads.specialties.values() for work in special.values()]
    interests = {name for work in works for name in work.focus} | set(spreads.also_cares_about)
    assert interests - spoken_of <= set(spreads.focus_words)


def test_drawing_several_leaves_out_what_has_no_weight():
    weights = {"a": 1, "b": 0, "c": 2}
    assert sorted(pick_several(Random(1), weights, 5)) == ["a", "c"]
    assert pick_several(Random(1), weights, 0) == []
    assert pick(Random(1), {"b": 0, "c": 2}) == "c"
    assert weights == {"a": 1, "b": 0, "c": 2}


# ---- command line ---------------------------------------------------------------------------


def test_the_table_reads_back_as_the_same_profiles(tmp_path, people, capsys):
    path = tmp_path / "people.csv"
    main(["--n", "60", "--seed", "7", "--today", "2026-11-25", "--out", str(path)])
    assert capsys.readouterr().out == f"{path}: 60 fictional profiles\n"
    with path.open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == PROFILES_TABLE
    read, problems = read_profiles(path)
    assert problems == []
    assert read == [person.profile for person in people[:60]]


def test_the_same_command_writes_the_same_file(tmp_path):
    for name in ("one.csv", "two.csv"):
        main(["--n", "5", "--out", str(tmp_path / name)])
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--n", "-3", "--out", "x.csv"], "expected a number such as 300, found '-3'"),
        (["--n", "3"], "--out"),
        (["--n", "3", "--out", "no/such/folder/x.csv"], "cannot be written: No such file"),
    ],
)
def test_faulty_commands_are_told_in_one_line(arguments, told, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert told in capsys.readouterr().err
