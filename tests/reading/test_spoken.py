"""Languages and levels; nationalities and places of a language are none."""

import pytest

from tests.reading.read import fields, reading, words


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("fluent Spanish, a little French", ("es:good", "fr:basic")),
        ("Spanish fluent", ("es:good",)), ("French B2", ("fr:good",)),
        ("French (A2)", ("fr:basic",)),
        ("arabic is my mother tongue, good French", ("ar:native", "fr:good")),
        ("I speak Swahili well", ("sw:good",)), ("I speak Spanish", ("es",)),
        ("native Spanish speaker", ("es:native",)), ("Spanish speaking", ("es",)),
        ("fluent in French and Spanish", ("fr:good", "es:good")),
        ("English and Hindi", ("en", "hi")), ("French, German", ("fr", "de")),
        ("my French is rusty", ("fr:basic",)), ("I don't speak much French", ("fr:basic",)),
        ("I don't speak French", ()), ("no French or Spanish", ()),
        ("no Spanish, some Swahili", ("sw:basic",)),
        ("want to learn Portuguese", ()), ("English-speaking countries only", ()),
        ("French Guiana", ()), ("a Spanish hospital", ()), ("conversational Hindi", ("hi:good",)),
        ("understand a bit of Arabic", ("ar:basic",)), ("grew up speaking Tamil", ("ta:native",)),
        ("English fluent, some Arabic", ("en:good", "ar:basic")),
        ("bilingual French English", ("fr:native", "en:native")),
    ],
)  # fmt: skip
def test_english(text, spoken):
    assert fields(f"dentist, {text}").get("languages", ()) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("enfermera, español nativo y un poco de inglés", ("es:native", "en:basic")),
        ("enfermera, no hablo francés", ()),
        ("enfermera, hablo portugués (B1)", ("pt:good",)),
        ("parteira, inglês fluente e francês básico", ("en:good", "fr:basic")),
        ("parteira, não falo francês", ()),
        ("infirmière, français langue maternelle, un peu d'anglais", ("fr:native", "en:basic")),
        ("infirmière, je ne parle pas anglais", ()),
        ("infirmière, anglais courant", ("en:good",)),
    ],
)
def test_other_languages(text, spoken):
    assert fields(text).get("languages", ()) == spoken


def test_the_level_belongs_to_the_words():
    assert words("nurse, fluent Spanish", "languages") == ["fluent Spanish"]
    assert words("nurse, arabic is my mother tongue", "languages") == ["arabic is my mother tongue"]


def test_a_people_that_stands_alone_is_doubtful():
    assert reading("Obstetrician; Dutch; Malawi").marked == {"languages"}


def test_a_weak_level_at_the_end_is_of_the_last_language():
    assert fields("Hablo español e inglés básico")["languages"] == ("es", "en:basic")
    assert fields("I speak English and Spanish (both basic)")["languages"] == (
        "en:basic",
        "es:basic",
    )
    assert fields("Spanish and French fluent")["languages"] == ("es:good", "fr:good")


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Hindi/Tamil/English all fluent", ("hi:good", "ta:good", "en:good")),
        ("my Swahili's decent, French just a few words", ("sw:good", "fr:basic")),
        ("I can get by in Spanish", ("es:basic",)), ("working-level Portuguese", ("pt:good",)),
        ("Spanish intermediate, some Creole", ("es:good", "ht:basic")),
        ("Arabic (Syrian) native", ("ar:native",)), ("French so so", ("fr:basic",)),
        ("I'm Swahili-speaking (first language)", ("sw:native",)),
    ],
)  # fmt: skip
def test_levels_in_other_words(text, spoken):
    assert fields(f"dentist. {text}").get("languages", ()) == spoken


def test_debrouillard_is_basic():
    assert fields("infirmière, anglais débrouillard")["languages"] == ("en:basic",)


def test_heritage_is_no_language():
    assert "languages" not in fields("nurse. Vietnamese heritage but I don't speak it")
    assert "countries" not in fields("Psicóloga. Español nativo (Argentina)")
