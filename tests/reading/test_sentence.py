"""The reader over whole sentences: the annotated ones, and laws that hold for any."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.profile import Profile
from matching.reading import LONGEST, read_sentence
from matching.reference.shipped import shipped_names
from tests.reading.read import TODAY, fields, reading
from tests.reading.scoring import MATERIAL, score, sentences, table

DEVELOPMENT = sentences(MATERIAL / "development.yaml")
TEXTS = [entry["text"] for entry in DEVELOPMENT]


def test_the_annotated_sentences_are_read():
    result = score(DEVELOPMENT, near_weeks=True)
    assert result.right_share >= 0.92, table(result)
    assert result.wrong_share <= 0.02, table(result)
    assert not result.leaks
    seen = [marked for *_, marked in result.open_seen]
    assert sum(seen) >= 0.8 * len(seen), table(result)


def test_one_sentence_is_read_in_a_moment():
    for text in TEXTS:
        read_sentence(text, TODAY)
    times = []
    for text in TEXTS:
        start = time.process_time()
        read_sentence(text, TODAY)
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.02


def test_nothing_is_read_of_nothing():
    for text in ("", " ", "\n", "!!", "'", "(", "1", "éé", "the"):
        assert fields(text) == {}


def test_what_comes_after_the_longest_is_not_read_and_said_so():
    text = "nurse " + "x" * LONGEST + " in Kenya"
    found = reading(text)
    assert found.cut
    assert found.unread[-1] == (LONGEST, len(text))
    assert "countries" not in found.fields()
    assert not reading("nurse in Kenya").cut


def test_without_a_profession_it_is_asked_for():
    assert reading("I just want to help").marked == {"profession"}
    assert reading("nurse").marked == set()


def test_a_contradiction_is_left_out_and_marked():
    found = reading("nurse, two weeks max, at least three months in Kenya")
    assert {"min_weeks", "max_weeks"} <= found.marked
    assert not {"min_weeks", "max_weeks"} & found.fields().keys()
    assert found.fields()["countries"] == ("KE",)


def test_what_was_not_understood_is_told():
    text = "Nurse, two weeks, xylophonics"
    (span,) = reading(text).unread
    assert text[slice(*span)] == "xylophonics"


def test_the_words_of_a_part_are_those_it_came_from():
    text = "Infirmière, un peu d’anglais, au Bénin"
    found = {p.value: text[p.start : p.end] for p in reading(text).parts}
    assert found["nurse"] == "Infirmière"
    assert found["BJ"] == "Bénin"


def test_accents_of_their_own_keep_the_places():
    text = "Me\u0301dica, Peru\u0301"  # letters and accents apart
    assert [text[p.start : p.end] for p in reading(text).parts] == ["Me\u0301dica", "Peru\u0301"]


# ---- laws -------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    """
    nurse; ICU; GP; my wife is a midwife; 3 weeks; in May; not Haiti; or Sudan; but; except Kenya;
    Congo; $4,000; 2k; €300; fluent Spanish; a little French; don't speak German; I live in Tucson;
    Christian mission; not religious; up to; at least; 2-3 months; 10 years; my kids (4 and 7);
    02/03/2027; 31/02/2027; after Easter; from; until; between; and; mid January; 15-30 March;
    99 years; long weekend; 4 hours a week; online; January; Jan 32; next summer; licensed in;
    ship; teaching; surgery; no; half a; twelve; Dr Smith; +44 7700 900123; a@b.org; #; (; ); "; '
    """.strip().split(";")
)
PHRASES = st.lists(PIECES, max_size=12).map(lambda found: ", ".join(p.strip() for p in found))
ANY_TEXT = st.one_of(st.text(max_size=300), PHRASES, st.sampled_from(TEXTS))
DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, DAYS)
def test_any_text_is_read_into_what_a_profile_takes(text, today):
    found = read_sentence(text, today)
    for part in found.parts:
        assert 0 <= part.start < part.end <= len(text)
        assert part.field in Profile.model_fields
    for start, end in found.unread:
        assert 0 <= start < end <= len(text)
    Profile(**{"profession": "nurse", **found.fields()})
    for question in found.questions:
        for _, changes in question.choices:
            Profile(**{"profession": "nurse", **changes})


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, DAYS)
def test_the_same_text_is_read_the_same(text, today):
    assert read_sentence(text, today) == read_sentence(text, today, shipped_names())


NAMES = st.sampled_from(
    [
        "Jordan Chad",
        "India Lopez",
        "Faith Malawi",
        "April Paris",
        "Christian Georgia",
        "Zoë Ní Dálaigh",
    ]
)
NUMBERS = st.sampled_from(
    ["+44 7700 900123", "(11) 90000-1234", "600 123 456", "07700 900 123", "555-0100-22"]
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS[:36]), NAMES, NUMBERS)
def test_a_name_and_a_number_change_nothing(text, name, number):
    more = f"{text}. My name is {name}, phone {number}, {name.split()[0].lower()}@example.org"
    assert fields(more) == fields(text)


@settings(max_examples=60, deadline=None)
@given(PHRASES, NAMES, NUMBERS)
def test_masked_things_stand_in_no_field(text, name, number):
    found = fields(f"Hi, my name is {name}, call me on {number}. {text}")
    said = re.sub(r"\W", "", repr(found).casefold())
    assert re.sub(r"\W", "", number) not in said
    assert re.sub(r"\W", "", name.casefold()) not in said


COUNTRIES = {"Kenya": "KE", "Nepal": "NP", "Peru": "PE", "Haiti": "HT", "East Timor": "TL"}


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize(
    "no", ["not {}", "anywhere but {}", "avoid {}", "no {} please", "except {}",
           "don't want to go to {}", "anywhere except {}", "rather not {}", "{} is out",
           "I can't go to {}"],
)  # fmt: skip
def test_negation_flips_a_wish(country, no):
    code = COUNTRIES[country]
    assert fields(f"Nurse, 3 weeks in {country}")["countries"] == (code,)
    said = fields(f"Nurse, 3 weeks, {no.format(country)}")
    assert said.get("avoid") == (code,)
    assert "countries" not in said
