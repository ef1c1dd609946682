"""Where to, where not, where somebody lives or is licensed, and the home of who serves near it."""

import pytest

from tests.reading.read import fields, reading


def places(text):
    found = fields(text)
    return found.get("countries", ()) + found.get("regions", ()), found.get("avoid", ())


@pytest.mark.parametrize(
    ("text", "wished", "avoided"),
    [
        ("nurse, Kenya or Tanzania", ("KE", "TZ"), ()),
        ("nurse, not Haiti or Sudan", (), ("HT", "SD")),
        ("nurse, not Haiti, Sudan or Yemen", (), ("HT", "SD", "YE")),
        ("nurse, not Haiti, but Kenya would be great", ("KE",), ("HT",)),
        ("nurse, not Haiti; Kenya", ("KE",), ("HT",)),
        ("nurse, Asia but not China or North Korea", ("Asia",), ("CN", "KP")),
        ("nurse, Africa except Chad", ("Africa",), ("TD",)),
        ("nurse, prefer not Africa", (), ("Africa",)),
        ("nurse, I don't mind Africa", ("Africa",), ()),
        ("nurse, not only Kenya", ("KE",), ()),
        ("nurse, why not Kenya", ("KE",), ()),
        ("nurse, China is fine, Russia is not", ("CN",), ("RU",)),
        ("nurse, Pakistan/Afghanistan no, Bangladesh yes", ("BD",), ("PK", "AF")),
        ("nurse, no Spanish, Peru", ("PE",), ()),
        ("nurse, no kids, Peru", ("PE",), ()),
        ("nurse, not religious, Peru", ("PE",), ()),
        ("nurse, I live in Kenya", (), ()),
        ("nurse working in Germany, want Peru", ("PE",), ()),
        ("nurse, want to work in Germany", ("DE",), ()),
        ("nurse from Ghana", (), ()),
        ("nurse, worked in Kenya and Uganda, now Peru please", ("PE",), ()),
        ("nurse, trained in India", (), ()),
        ("UK nurse, Kenya", ("KE",), ()),
        ("nurse (UK), Kenya", ("KE",), ()),
        ("nurse, back from Gaza", (), ()),
        ("contact us about Kenya, nurse", ("KE",), ()),
        ("nurse, inside the US", ("US",), ()),
        ("nurse, an island far from the car", (), ()),
        ("nurse, Central or South America", ("Central America", "South America"), ()),
        ("nurse, French-speaking Africa", ("Africa",), ()),
        ("enfermera, Sudamérica menos Venezuela", ("South America",), ("VE",)),
        ("enfermera, no quiero ir a África", (), ("Africa",)),
        ("parteira no Brasil", ("BR",), ()),
        ("parteira, não quero Angola", (), ("AO",)),
        ("infirmière, Asie sauf la Chine", ("Asia",), ("CN",)),
        ("infirmière, je ne veux pas aller en Inde", (), ("IN",)),
        ("nurse, Guatamala", ("GT",), ()),
        ("nurse with a child, chin up", (), ()),
    ],
)  # fmt: skip
def test_wishes_and_what_is_ruled_out(text, wished, avoided):
    assert places(text) == (wished, avoided)


def test_a_bare_list_after_a_no_is_doubtful():
    assert reading("nurse, not Haiti, Sudan").marked == {"avoid"}
    assert "avoid" in reading("partera, no quiero ir a África, Guatemala o Perú").marked


def test_a_wish_within_what_is_ruled_out_is_a_contradiction():
    found = reading("Nurse, please not Africa, Uganda or Rwanda would be perfect")
    assert {"avoid", "countries"} <= found.marked
    assert not {"avoid", "countries"} & found.fields().keys()


def test_which_congo_is_asked():
    (question,) = reading("nurse, Congo").questions
    codes = sorted(code for _, changes in question.choices for code in changes["countries"])
    assert codes == ["CD", "CG"]
    (question,) = reading("nurse, Micronesia").questions
    assert sorted(name for _, changes in question.choices for name in changes) == [
        "countries", "regions",
    ]  # fmt: skip


def test_somewhere_new_may_rule_out_where_one_has_been():
    found = reading("nurse, been to Honduras, somewhere new please")
    assert found.fields()["avoid"] == ("HN",)
    assert "avoid" in found.marked


def test_after_the_profession_a_place_may_be_where_one_lives():
    assert "countries" in reading("Nurse in Kenya, two weeks").marked


@pytest.mark.parametrize(
    ("text", "codes", "marked"),
    [
        ("nurse, licensed in the UK", ("GB",), False), ("nurse, US license", ("US",), False),
        ("pharmacist, licensed in Kenya and Uganda", ("KE", "UG"), False),
        ("doctor, French passport", ("FR",), False), ("Swiss licence, pharmacist", ("CH",), False),
        ("nurse, my licence in Kenya has lapsed", (), False),
        ("Brazilian physio", ("BR",), True), ("French nurse", ("FR",), True),
        ("I'm Kenyan, nurse", ("KE",), True), ("nurse to train Kenyan midwives", (), False),
        ("Nutricionista con cédula profesional en México", ("MX",), False),
    ],
)  # fmt: skip
def test_licences(text, codes, marked):
    found = reading(text)
    assert found.fields().get("licensed_in", ()) == codes
    assert ("licensed_in" in found.marked) is marked
    assert "countries" not in found.fields()


@pytest.mark.parametrize(
    ("text", "home", "marked"),
    [
        ("OT, I live in Tucson, Arizona, 4 hours a week near home", "Tucson, Arizona", False),
        ("OT in Austin TX, 4 hours a week, close to home", "Austin, TX", True),
        ("OT, I live in Tucson, two weeks in Kenya", None, False),
        ("Fisioterapeuta, moro em Recife, 4 horas por semana perto de casa", "Recife", False),
    ],
)
def test_home_is_kept_for_service_near_it(text, home, marked):
    found = reading(text)
    assert found.fields().get("home") == home
    assert ("home" in found.marked) is marked


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Doctor, Portugal, 18 years in. Ghana or Togo next year", ("GH", "TG")),
        ("Dentist, Haiti, Honduras, one week", ("HT", "HN")),
        ("Midwife, Kenya or Uganda, 3 weeks", ("KE", "UG")),
        ("Nurse, Kenya, two weeks", ("KE",)),
        ("Lab scientist, Lagos, Nigeria. Ghana or Togo", ("GH", "TG")),
        ("Surgeon, Kenya", ("KE",)),
        ("psicóloga clínica argentina, atiendo en Chile", ()),
        ("anaesthetist (UK consultant), Malawi", ("MW",)),
        ("nurse, two years w/ an agency in Chad already, now Niger", ("NE",)),
    ],
)
def test_where_somebody_is_from_is_no_wish(text, countries):
    assert fields(text).get("countries", ()) == countries


def test_a_town_and_its_country_after_what_somebody_is_are_doubtful():
    assert "countries" in reading("Lab scientist, Lagos, Nigeria. NGO job").marked


@pytest.mark.parametrize(
    ("text", "licensed"),
    [
        ("NP, licensed in Arizona + New Mexico", ("US",)),
        ("CRNA, licensed in Georgia & Tennessee", ("US",)),
        ("nurse, licensed in Georgia", ("GE",)),
        ("Nurse, NMBI registered", ("IE",)),
        ("Retired GP, still on the GMC register", ("GB",)),
        ("Nurse, GMC licence lapsed", ()),
        ("Nurse in New Mexico", ()),
        ("Nurse from Ohio", ()),
    ],
)
def test_who_licenses_names_the_country(text, licensed):
    found = fields(text)
    assert found.get("licensed_in", ()) == licensed
    assert "MX" not in found.get("countries", ())


@pytest.mark.parametrize(
    ("text", "countries", "avoid"),
    [
        ("DR Congo or Burundi, 2 months", ("CD", "BI"), ()),
        ("Sierra Leone in 2003, Cambodia in 2011. Peru next", ("PE",), ()),
        ("Kenya in 2027", ("KE",), ()),
        ("anywhere in Africa but Chad", (), ("TD",)),
        ("Haiti isnt possible for me but Jamaica is", ("JM",), ("HT",)),
        ("My parents are from the Philippines. Laos please", ("LA",), ()),
    ],
)
def test_what_was_and_what_cannot_be(text, countries, avoid):
    found = fields(f"Nurse. {text}")
    assert (found.get("countries", ()), found.get("avoid", ())) == (countries, avoid)


@pytest.mark.parametrize(
    "text",
    [
        "never been outside Canada", "I haven't left Chile",
        "I'm a ward nurse in a large hospital in Mombasa, Kenya", "Spent a year in Laos after uni",
        "ran a clinic in Haiti 2012-2016", "last winter I had a placement in Togo",
        "moved from Ghana to Canada", "deployed to Iraq and Afghanistan with the army",
        "Retired RN, Scotland", "Mali and Niger several times",
        "I was in Malawi with a team in 2021", "Makerere University Uganda graduate",
        "on call from 9 to 5 US eastern time", "UK NMC pin", "refugees from Ukraine",
        "our trip to Honduras fell through", "teaching at a college in Japan",
        "every October since 2015 in Honduras",
    ],
)  # fmt: skip
def test_where_somebody_is_or_was_is_no_wish(text):
    found = fields(f"Nurse. {text}. Looking for Nepal")
    assert found["countries"] == ("NP",)
    assert "avoid" not in found


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ghana or Liberia again", ("GH", "LR")),
        ("I want to work in a hospital in Chad", ("CD",)),
        ("I'd love to go back to Peru", ("PE",)),
        ("Working in Kenya would be a dream", ("KE",)),
        ("Teaching midwives in Laos is what I want", ("LA",)),
        ("We are both nurses and would serve in Togo or Benin", ("TG", "BJ")),
        ("to be based in Uganda for a year", ("UG",)),
        ("what I'd like: set up a clinic in Laos", ("LA",)),
        ("Helped in Haiti once and would return to Haiti", ("HT",)),
        ("teach at a nursing school in Laos", ("LA",)),
    ],
)  # fmt: skip
def test_what_looks_like_a_past_and_is_a_wish(text, country):
    wished = {"CD": "TD"}.get(country[0], country[0])
    assert fields(f"Nurse. {text}")["countries"] == (wished, *country[1:])


@pytest.mark.parametrize(
    "text",
    [
        "Midwife in A&E, Wales.",
        "Enfermero, 15 años UCI, Venezuela. Busco Haití",
        "Nurse. Peru maybe",
        "Nurse, somewhere warm",
        "Nurse. Sahel, a year",
    ],
)
def test_a_place_that_is_open_is_marked(text):
    assert "countries" in reading(text).marked


def test_the_town_of_a_home_has_no_weekday():
    assert fields("LVN in Houston, Fridays near home")["home"] == "Houston"


@pytest.mark.parametrize(
    "text",
    [
        "Dental nurse UK, 24", "Dr from Venezuela living abroad", "Dr. med. from Germany",
        "Ukraine relief in Poland", "Med student (final year, Ghana)", "US-Mexico border",
    ],
)  # fmt: skip
def test_whose_country_it_is_that_is_named(text):
    found = fields(f"{text}. Togo")
    assert set(found["countries"]) <= {"TG", "PL"}


def test_a_place_between_the_profession_and_years_is_marked():
    assert "countries" in reading("Clinical officer, Malawi, 7 yrs").marked
