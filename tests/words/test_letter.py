"""The letter that is ready: it asks what only the organization can say and its role does not."""

from urllib.parse import parse_qs, urlsplit

import pytest

from matching.words import letter
from tests.builders import organization, person, recommender_of, role

DENTIST = person("dentist", family="yes")
SAYS_ALL = {
    "professions": "dentist",
    "specialties": "general-dentistry",
    "faith_requirement": "statement-of-faith",
    "languages": "fr:required",
    "min_years_experience": "2",
    "countries": "KE",
    "min_weeks": "2",
    "family": "yes",
    "trainees": "yes",
}


def asked(who, **cells):
    """The questions for a person about one role alone in its catalog, and how it is explained."""
    cells = {"professions": "dentist"} | cells
    recommender = recommender_of(role(**cells), organizations=[organization(faith="protestant")])
    explanation = recommender.explain(who, "hope--post")
    return letter.open_questions(recommender.catalog, "hope--post", explanation), explanation


def test_what_the_role_leaves_open_is_asked():
    found, explanation = asked(DENTIST)
    assert found == explanation.questions
    assert "Can my family come?" in found


def test_what_the_role_says_and_the_person_does_not_is_no_question_to_the_organization():
    found, explanation = asked(person("dentist"), **SAYS_ALL)
    said = {item.name: item.text for item in explanation.requirements}
    for name in ("specialty", "faith", "language", "experience"):
        assert said[name] not in found


def test_a_licence_that_is_needed_is_still_a_question():
    found, _ = asked(person("dentist"), **SAYS_ALL, license_required="yes")
    assert any("Which licence do I need" in question for question in found)


def test_without_a_profile_all_that_is_open_is_asked():
    catalog = recommender_of(role(**SAYS_ALL)).catalog
    found = letter.open_questions(catalog, "hope--post")
    assert "When could I come?" in found
    assert "Do you ask for a statement of faith?" not in found


def test_the_letter_says_who_writes_where_it_was_read_and_what_is_asked():
    catalog = recommender_of(role(title="Dentist for all")).catalog
    who = person("dentist", years_experience=9, faith="protestant", budget_usd=500)
    text = letter.letter(catalog, "hope--post", ["When?", "Where?"], who)
    assert "this role at Hope: Dentist for all.\nI read about it here: https://example.org" in text
    assert "- Profession: Dentist\n- Years in the profession: 9" in text
    assert "- When?\n- Where?\n" in text
    assert "rotestant" not in text
    assert "500" not in text


def test_a_letter_about_no_role_names_the_organization_and_asks_whether_it_needs_one():
    catalog = recommender_of(role()).catalog
    text = letter.letter_to_organization(catalog, "hope", person("dentist", years_experience=9))
    assert "serve with Hope.\nI read about you here: https://example.org" in text
    assert "- Profession: Dentist\n- Years in the profession: 9" in text
    assert "About me" not in letter.letter_to_organization(catalog, "hope")


def test_without_questions_and_profile_it_asks_for_the_next_step():
    text = letter.letter(recommender_of(role()).catalog, "hope--post", [])
    assert "Before I decide" not in text
    assert "About me" not in text
    assert "what would be the next step?" in text


@pytest.mark.parametrize("text", ["Hello,\n\nis 5 > 4 & 100% sure?\n", "שלום"])
def test_a_mail_program_reads_the_whole_letter(text):
    address = urlsplit(letter.mail_link("Your role: A & B", text))
    assert (address.scheme, address.path) == ("mailto", "")
    read = parse_qs(address.query)
    assert read["subject"] == ["Your role: A & B"]
    assert read["body"][0].replace("\r\n", "\n") == text
