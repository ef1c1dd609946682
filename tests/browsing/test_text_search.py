import pytest

from matching.browsing.text_search import Found, TextIndex
from matching.folding import fold, words_of


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
