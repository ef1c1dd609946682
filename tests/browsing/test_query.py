import pytest

from matching.browsing.query import Reader, search_words
from matching.names.table import Name, Names

NAMES = Names(
    [
        Name("profession", "nurse", "Nurse"),
        Name("profession", "nurse", "RN"),
        Name("specialty", "emergency-nursing", "Emergency nursing"),
        Name("specialty", "emergency-nursing", "A&E nurse"),
        Name("country", "US", "United States"),
        Name("country", "US", "the US"),
        Name("country", "IS", "Iceland"),
        Name("country", "IS", "Island", "de"),
        Name("country", "KE", "Kenya"),
        Name("country", "KE", "Kenia", "de"),
        Name("specialty", "neonatology", "neonatologist"),
    ]
)
COUNTS = {"nurse": 20, "hospital": 30, "hospitals": 40, "island": 10, "kenya": 5, "ship2ship": 9}


@pytest.fixture(scope="module")
def reader():
    return Reader(COUNTS, {("specialty", "neonatology"): 3}, NAMES)


def parts(reader, query):
    return [part.typed for part in reader.read(query).parts]


def test_the_longest_name_is_one_part_and_fillers_are_none(reader):
    assert parts(reader, "an A&E nurse in the hospital") == ["A&E nurse", "hospital"]
    assert parts(reader, "nurse at the US, nurse") == ["nurse", "the US"]
    assert parts(reader, "nurse jobs") == ["nurse"]
    assert parts(reader, "… -") == []


def test_the_plural_of_a_name_is_that_name(reader):
    (part,) = reader.read("RNs").parts
    assert [name.id for name in part.named] == []  # too short to tell
    (part,) = reader.read("neonatologists").parts
    assert [name.id for name in part.named] == ["neonatology"]
    assert part.also == ()


def test_a_name_of_another_language_is_read_as_ours_unless_it_is_an_english_word(reader):
    assert reader.read("Kenia").read_as == (("Kenia", "Kenya"),)
    assert reader.read("island").parts[0].named == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nurze", "nurse"),
        ("hospitl", "hospital"),  # one slip from one word, two from the other
        ("hosptials", "hospitals"),
        ("neonatlogist", "neonatologist"),  # a name that stands in no text
    ],
)
def test_a_slip_is_read_as_the_nearest_word(reader, typed, meant):
    assert reader.read(typed).read_as == ((typed, meant),)


def test_what_was_mended_can_be_a_part_of_a_name(reader):
    assert parts(reader, "A&E nurze") == ["A&E nurse"]


@pytest.mark.parametrize("typed", ["2027", "ship3ship", "nu", "xxxx", "enya1"])
def test_numbers_and_what_is_near_to_nothing_are_left_alone(reader, typed):
    assert reader.read(typed).read_as == ()


def test_reading_ends_with_a_word_that_is_nowhere(reader):
    reading = reader.read("nurse zzzzqq kenya")
    assert reading.nowhere == "zzzzqq"
    assert reader.read("nurse 2027").nowhere == ""


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("Paediatric anaesthetist", "pediatric anesthetist"),
        ("gynaecology", "gynecology"),
        ("haematology", "hematology"),
        ("orthopaedics", "orthopedics"),
        ("labour ward", "labor ward"),
    ],
)
def test_british_words_are_american_ones(british, american):
    assert search_words(british) == search_words(american)
