import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.browsing.text_search import Found, TextIndex
from matching.folding import fold, words_of
from matching.names.table import Name, Names
from tests.examples import examples


@pytest.fixture
def index():
    """Four records; `d` has no name, `b` and `c` have the same one."""
    return TextIndex(
        {
            "a": ("Hôpital Mère et Enfant", "Chad, cleft surgery"),
            "c": ("Hope Clinic", "Chad"),
            "b": ("Hope Clinic", "Kenya"),
            "d": ("", "Hopeful surgeons of Kenya"),
        }
    )


RECORDS = st.dictionaries(
    st.sampled_from("abcd"),
    st.tuples(
        st.tuples(*[st.sampled_from(["", "Hope Clinic", "Kenya surgery", "a hope"])] * 2),
        st.sets(st.sampled_from([("country", "KE"), ("profession", "nurse")])),
    ),
)


@examples(50)
@given(RECORDS, RECORDS, st.sets(st.sampled_from("abcdz")))
def test_an_index_that_was_changed_is_one_of_what_there_is_then(before, more, gone):
    def index(records):
        names = {id_: said for id_, (said, _) in records.items()}
        return TextIndex(names, {id_: carried for id_, (_, carried) in records.items()})

    texts, carried = ({id_: both[at] for id_, both in more.items()} for at in (0, 1))
    then = {id_: said for id_, said in before.items() if id_ not in gone} | more
    first, fresh = index(before), index(then)
    changed = first.changed(texts, carried, gone)
    assert (changed.counts, changed.carried) == (fresh.counts, fresh.carried)
    for query in ("hope", "hop ken", "clinik", "surgery", ""):
        assert changed.search(query) == fresh.search(query)
        assert first.search(query) == index(before).search(query)


@pytest.mark.parametrize("query", ["hopital mere", "HÔPITAL", "mère hôpital", "Hopital, Enfant!"])
def test_accents_capitals_and_order_do_not_matter(index, query):
    assert index.search(query).ids == ("a",)


def test_every_word_must_occur(index):
    assert index.search("hope chad").ids == ("c",)
    assert index.search("hope chad kenya").ids == ()


def test_beginning_of_a_word_is_enough(index):
    assert index.search("surg").ids == ("d", "a")


def test_name_counts_more_than_text_and_ties_go_by_id(index):
    assert index.search("hope").ids == ("b", "c", "d")


def test_word_that_is_known_is_not_read_as_another(index):
    assert index.search("clinic") == Found(("b", "c"), ())


@pytest.mark.parametrize("typo", ["clinci", "clinnic", "clnic", "clinik"])
def test_one_typo_is_forgiven_and_told(index, typo):
    assert index.search(typo) == Found(("b", "c"), ((typo, "clinic"),))


@pytest.mark.parametrize("typo", ["cad", "klinik", "xyzzy"])
def test_short_words_and_two_typos_find_nothing(index, typo):
    assert index.search(typo) == Found((), ())


def test_filler_words_need_not_occur(index):
    assert index.search("the clinic in Kenya").ids == ("b",)


def test_query_of_filler_words_only_is_taken_as_it_is(index):
    assert index.search("of").ids == ("d",)


@pytest.mark.parametrize("query", ["", "   ", "-", "…"])
def test_query_without_words_finds_everything_in_order_of_name(index, query):
    assert index.search(query).ids == ("d", "b", "c", "a")


def test_empty_index_finds_nothing():
    assert TextIndex({}).search("hope") == Found((), ())


def test_letters_that_do_not_decompose_are_folded():
    assert fold("Łódź Ærø Straße") == "lodz aero strasse"


def test_apostrophes_and_dotted_letters_make_one_word():
    assert words_of("L'Hôpital G.O.T. d’Or") == ("lhopital", "got", "dor")


# ---- names ------------------------------------------------------------------------------------

NAMES = Names(
    [
        Name("specialty", "emergency-medicine", "Emergency medicine"),
        Name("specialty", "emergency-medicine", "A&E"),
        Name("specialty", "emergency-medicine", "emergency physician"),
        Name("specialty", "orthopedic-surgery", "Orthopedic surgery"),
        Name("specialty", "orthopedic-surgery", "orthopaedic"),
        Name("region", "Eastern Africa", "Eastern Africa"),
        Name("region", "Eastern Africa", "East Africa"),
        Name("setting", "field-base", "Field base"),
        Name("setting", "field-base", "in the field"),
        Name("country", "CD", "Democratic Republic of the Congo"),
        Name("country", "CD", "Congo"),
        Name("country", "CG", "Republic of the Congo"),
        Name("country", "CG", "Congo"),
    ]
)
ABOUT = {
    "a-doctor": [("specialty", "emergency-medicine"), ("country", "KE")],
    "bones": [("specialty", "orthopedic-surgery"), ("region", "Eastern Africa")],
    "physician": [("specialty", "emergency-medicine"), ("country", "CG")],
    "tent": [("setting", "field-base"), ("country", "CD")],
}


@pytest.fixture
def named():
    """Four records that carry ids; `words` says the same in words and carries nothing."""
    texts = {
        "a-doctor": ("A doctor", "Any examples are evenings."),
        "bones": ("Bones", "Kijabe 2025"),
        "physician": ("Emergency physician", ""),
        "tent": ("Tent", "East of Africa"),
        "words": ("Orthopaedics in east Africa", "The A&E of a field hospital, 2025"),
    }
    return TextIndex(texts, ABOUT, NAMES)


def test_a_name_finds_what_carries_its_thing_and_no_word_that_begins_like_its_letters(named):
    assert named.search("A&E").ids == ("physician", "words", "a-doctor")
    assert named.search("A&E kijabe").ids == ()


@pytest.mark.parametrize("typed", ["orthopaedic", "orthopedic", "Orthopædic", "orthopedics"])
def test_british_and_american_spellings_find_the_same(named, typed):
    assert named.search(typed).ids == ("words", "bones")


def test_words_of_a_name_stand_beside_each_other(named):
    assert named.search("east africa").ids == ("words", "bones")
    assert named.search("africa east").ids == ("words", "tent")


def test_filler_words_at_the_ends_of_a_name_need_not_stand_in_a_text(named):
    assert named.search("in the field").ids == ("words", "tent")


def test_a_name_of_two_things_finds_both_and_says_so(named):
    found = named.search("congo")
    assert found.ids == ("physician", "tent")
    read = "Democratic Republic of the Congo or Republic of the Congo"
    assert found.read_as == (("congo", read),)


def test_what_a_name_finds_beside_its_words_is_told(named):
    assert named.search("A&E").also == (("A&E", ("Emergency medicine",)),)
    assert named.search("Emergency medicine").also == ()


def test_a_slip_in_a_name_that_stands_nowhere_is_forgiven(named):
    found = named.search("kongo")
    assert found.ids == ("physician", "tent")
    assert found.read_as[0] == ("kongo", "congo")


@pytest.mark.parametrize("number", ["2024", "2027", "20", "202", "20255", "2025a"])
def test_numbers_are_found_as_they_are_or_not_at_all(named, number):
    assert named.search(number) == Found(())
    assert named.search("2025").ids == ("bones", "words")


def test_one_letter_is_no_beginning(named):
    assert named.search("b").ids == ()
