"""Explanations: exact, true to the profile, and good English."""

import functools
import re

import pytest

from matching.aspects import TERM_LABELS
from matching.words.explanation import Explanation
from tests.builders import (
    article,
    explained,
    hundredths,
    organization,
    person,
    recommender_of,
    requirement,
    role,
    shipped_catalog,
    shipped_profiles,
    shipped_recommender,
    weights_with,
)

PEOPLE = pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.profile_id)
FIRST = 20


@functools.cache
def explanations(profile, reader="professional"):
    """Explain the first twenty roles of a person, and five that are closed to them."""
    recommender = shipped_recommender()
    compared = recommender.compare(profile)
    closed = compared.roles.role_ids[~compared.must_haves.is_open & ~compared.roles.past]
    listed = recommender.recommend(profile, n=FIRST)["role_id"]
    step = max(1, len(closed) // 5)
    found = recommender.explain_many(profile, [*listed, *closed[::step][:5]], reader=reader)
    assert len(found) > 5
    return found


def for_recruiter(one_role, who, **tables):
    """Explain one role, alone in its catalog, to a recruiter who looks at a person."""
    return recommender_of(one_role, **tables).explain(who, one_role["role_id"], reader="recruiter")


def silent(profile):
    """Give the person who says their profession and no more."""
    return person(profile.profession)


def texts(explanation):
    return [
        *(term.text for term in explanation.points),
        *explanation.concerns,
        *explanation.missing,
        *explanation.questions,
        *(item.text for item in explanation.requirements),
    ]


def statuses(explanation):
    """Give what an explanation decides, whoever reads it; own words are not read by a recruiter."""
    by_words = ("commitment", "near_home", "training", "specialty", "profession")
    return (
        explanation.role_id,
        [
            (item.name, item.label, item.status)
            for item in explanation.requirements
            if item.name not in by_words
        ],
    )


def shipped_ids():
    """Every id with a hyphen that the vocabulary has and that is no ordinary English word."""
    vocabulary = shipped_catalog().vocabulary
    kinds = (
        "profession", "specialty", "focus_area", "setting", "funding", "faith_requirement",
        "organization_kind",
    )  # fmt: skip
    ids = {id_ for kind in kinds for id_ in vocabulary.labels(kind) if "-" in id_}
    labels = " ".join(label for kind in kinds for label in vocabulary.labels(kind).values())
    return sorted(id_ for id_ in ids if id_ not in labels.lower())


RAW_ID = re.compile(r"\b(" + "|".join(map(re.escape, shipped_ids())) + r")\b")
BAD = {
    "two spaces": re.compile(r"  "),
    "a space before a mark": re.compile(r" [.,;:?]"),
    "two full stops": re.compile(r"\.\."),
    "two marks": re.compile(r"[,;:][,;:.]"),
    "empty brackets": re.compile(r"\(\s*\)"),
    "a missing value": re.compile(r"\b(nan|NaN|NaT|None|inf)\b"),
    "a raw id": RAW_ID,
    "a before a vowel": re.compile(r"\b[Aa] (?!one\b|uni|U[A-Z]|eu)[aeiou]"),
    "an before a consonant": re.compile(r"\b[Aa]n (?!hour|honest)[^aeiouAEIOUHMSFLNRX“]"),
    "the same word twice": re.compile(r"\b(\w+) \1\b"),
    "curly braces": re.compile(r"[{}<>|_]"),
}


class TestEnglish:
    @pytest.mark.parametrize("reader", ["professional", "recruiter"])
    @PEOPLE
    def test_every_text_is_a_clean_sentence(self, profile, reader):
        wrong = set()
        for explanation in explanations(profile, reader):
            for text in texts(explanation):
                found = [name for name, pattern in BAD.items() if pattern.search(text)]
                found += [] if text.strip() == text and text else ["blanks around it, or nothing"]
                found += [] if text[-1:] in (".", "?") else ["no mark at the end"]
                found += [] if text[:1].isupper() else ["a small first letter"]
                found += [] if text.count("“") == text.count("”") else ["an open quote"]
                found += [] if text.count("(") == text.count(")") else ["an open bracket"]
                found += [] if text.count('"') % 2 == 0 else ["an open quote"]
                wrong |= {f"{name}: {text}" for name in found}
        assert not wrong, "\n".join(sorted(wrong))

    @PEOPLE
    def test_questions_ask(self, profile):
        for explanation in explanations(profile):
            assert all(text.endswith("?") for text in explanation.questions)
            assert len(set(explanation.questions)) == len(explanation.questions)

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2027-05-01", ""),
            ("", "2027-05-01"),
            ("2027-05-01", "2027-05-14"),
            ("2027-05", "2027-06"),
        ],
    )
    def test_dates_of_a_role_read_well(self, start, end):
        who = person(available_from="2027-01-01", available_to="2027-12-31")
        asks = role(start_date=start, end_date=end)
        text = requirement("dates", asks, who).text
        assert "in from" not in text
        assert "in until" not in text
        assert "in 1 May" not in text

    @pytest.mark.parametrize("code", ["PH", "DO", "US", "GB", "TZ", "CF", "NL"])
    def test_country_has_the_article_that_english_gives_it(self, code):
        explanation = explained(role(countries=code), person(countries="FJ"))
        text = next(term.text for term in explanation.points if term.term == "place")
        assert text.startswith("Not in Fiji: the ")

    def test_region_has_the_article_that_english_gives_it(self):
        explanation = explained(role(countries="HT"), person(regions="Caribbean"))
        text = next(term.text for term in explanation.points if term.term == "place")
        assert "You asked for the Caribbean" in text

    @pytest.mark.parametrize("profession", ["optometrist", "occupational-therapist"])
    def test_article_suits_the_profession(self, profession):
        asks = role(professions="physician")
        assert not re.search(
            r"\ba [aeio]", requirement("profession", asks, person(profession)).text
        )

    @pytest.mark.parametrize(
        ("gives", "needs"), [("stipend", "stipend"), ("support-raised", "support-raised")]
    )
    def test_funding_reads_well(self, gives, needs):
        explanation = explained(role(funding=gives), person(funding=needs))
        text = next(term.text for term in explanation.points if term.term == "funding")
        assert "It is stipend" not in text
        assert "be support raised" not in text


class TestExact:
    @PEOPLE
    def test_points_add_up_to_the_score_to_the_last_digit(self, profile):
        for explanation in explanations(profile):
            assert sum(hundredths(term.points) for term in explanation.points) == (
                hundredths(explanation.score)
            )
            assert sum(hundredths(term.most) for term in explanation.points) == 10_000
            for term in explanation.points:
                assert 0 <= term.points <= term.most

    @PEOPLE
    def test_score_and_points_are_those_of_the_list(self, profile):
        matches = shipped_recommender().recommend(profile, n=FIRST).set_index("role_id")
        for explanation in shipped_recommender().explain_many(profile, list(matches.index)):
            match = matches.loc[explanation.role_id]
            assert explanation.is_match
            assert explanation.score == match["score"]
            for term in explanation.points:
                assert term.points == match[term.term]

    @PEOPLE
    def test_terms_are_listed_once_and_the_largest_first(self, profile):
        for explanation in explanations(profile):
            names = [term.term for term in explanation.points]
            assert len(set(names)) == len(names)
            points = [term.points for term in explanation.points]
            assert points == sorted(points, reverse=True)
            assert all(term.label == TERM_LABELS[term.term] for term in explanation.points)

    @PEOPLE
    def test_match_misses_nothing_and_no_match_something(self, profile):
        for explanation in explanations(profile):
            assert explanation.is_match == (not explanation.missing)
            statuses = [item.status for item in explanation.requirements]
            assert statuses.count("missing") == len(explanation.missing)
            silent = {item.text for item in explanation.requirements if item.status == "not stated"}
            asked = {*explanation.questions, *(item.text for item in explanation.unsaid)}
            assert silent <= asked
            assert set(statuses) <= {"met", "missing", "not stated", "not asked"}

    @PEOPLE
    def test_one_role_alone_is_explained_like_many(self, profile):
        recommender = shipped_recommender()
        role_id = recommender.recommend(profile, n=1)["role_id"].iloc[0]
        many = recommender.explain_many(profile, [role_id, *shipped_catalog().roles.index[:3]])
        assert recommender.explain(profile, role_id) == many[0]


class TestTrue:
    @PEOPLE
    def test_reasons_are_known_and_only_about_what_the_person_said(self, profile):
        said = {
            "focus": profile.focus_areas,
            "text": profile.statement,
            "length": profile.min_weeks or profile.max_weeks,
            "dates": profile.available_from or profile.available_to,
            "language": profile.languages,
            "faith": profile.faith or profile.accepts,
            "funding": profile.funding or profile.budget_usd is not None,
            "family": profile.family == "yes",
            "experience": profile.years_experience is not None,
            "training": profile.trainee == "yes" or profile.profession == "student",
        }
        for explanation in explanations(profile):
            for reason in explanation.reasons:
                assert reason.known
                assert reason.points > 0
                assert said.get(reason.term, True)
                assert "does not say" not in reason.text

    @PEOPLE
    def test_interests_that_a_text_calls_yours_are_yours(self, profile):
        labels = shipped_catalog().vocabulary.focus_areas
        mine = {labels[name].casefold() for name in profile.focus_areas}
        for explanation in explanations(profile):
            for term in explanation.points:
                if found := re.match(r"It is about (.+?), which you care about", term.text):
                    named = found[1].casefold()
                    others = [label for label in labels.values() if label.casefold() in named]
                    assert {label.casefold() for label in others if label.casefold() in mine}
                    for label in others:
                        inside_mine = any(label.casefold() in own for own in mine)
                        assert inside_mine, f"{label} is no interest of {profile.profile_id}"

    @PEOPLE
    def test_languages_that_a_text_says_you_speak_are_yours(self, profile):
        names = shipped_catalog().languages
        mine = {names[code] for code in profile.spoken}
        for explanation in explanations(profile):
            for text in texts(explanation):
                if found := re.match(r"You speak (.+?), which", text):
                    assert set(re.split(r", | and ", found[1])) <= mine

    def test_person_who_says_nothing_reads_of_no_wishes(self):
        asks = role(
            focus_areas="surgery", countries="KE", setting="hospital", min_weeks="2", months="7",
            languages="en", funding="stipend", family="yes", min_years_experience="2",
            summary="Operates.",
        )  # fmt: skip
        explanation = explained(asks, person(), organizations=[organization(faith="catholic")])
        assert explanation.reasons == ()
        for term in explanation.points:
            for claim in ("You care", "You asked", "You wish", "You speak", "You come", "You want"):
                assert claim not in term.text

    def test_low_language_is_not_called_unnamed(self):
        text = requirement("language", role(languages="fr:required"), person(languages="fr:basic"))
        assert "did not name" not in text.text
        assert "French" in text.text

    def test_only_the_languages_that_are_lacking_are_named(self):
        asks = role(languages="fr:required|ar:required")
        text = requirement("language", asks, person(languages="fr:native|en:good")).text
        assert "Arabic" in text
        assert "French" not in text

    @pytest.mark.parametrize("number", [0.0, 0.5, 1.0])
    def test_unknown_faith_is_not_called_christian_whatever_unknown_counts(self, number):
        weights = weights_with(unknown={"faith": number})
        recommender = recommender_of(role(), weights=weights)
        for who in (person(faith="catholic"), person(accepts="christian"), person(faith="none")):
            explanation = recommender.explain(who, "hope--post")
            text = next(term.text for term in explanation.points if term.term == "faith")
            assert "Christian organization." not in text.replace("You want a Christian", "")
            assert "Catholic" not in text

    def test_organization_that_is_not_religious_is_no_wish_of_a_christian(self):
        explanation = explained(
            role(), person(accepts="christian"), organizations=[organization(faith="secular")]
        )
        assert not explanation.is_match
        assert explanation.missing == (
            "You want a Christian organization; this one is not religious.",
        )

    def test_fraction_of_a_year_is_not_rounded_away(self):
        text = requirement(
            "experience", role(min_years_experience="0.5"), person(years_experience=0)
        )
        assert text.status == "missing"
        assert "0 years of" not in text.text

    @PEOPLE
    def test_nothing_is_said_to_be_missing_twice(self, profile):
        for explanation in explanations(profile):
            assert len(set(explanation.missing)) == len(explanation.missing)

    @pytest.mark.parametrize(("code", "density"), [("IN", "25"), ("DO", "29"), ("KE", "13")])
    def test_country_short_of_health_workers_is_not_said_to_have_enough(self, code, density):
        """Health workers per 10,000 people as in the second column; the norm is 44.5."""
        explanation = explained(role(countries=code), person())
        text = next(term.text for term in explanation.points if term.term == "need")
        assert "as many" not in text, density

    def test_country_with_enough_health_workers_is_not_said_to_be_short(self):
        explanation = explained(role(countries="DE"), person())
        text = next(term.text for term in explanation.points if term.term == "need")
        assert "fewer" not in text

    def test_what_is_missing_is_not_weighed_as_well(self):
        """A must-have that is missing says so once, and not among what to weigh."""
        asks = role(min_weeks="4", family="no", languages="fr:required")
        explanation = explained(asks, person(max_weeks=1, family="yes", languages="en:native"))
        assert len(explanation.missing) == 3
        assert explanation.concerns == ()


YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)


class TestRecruiter:
    @pytest.mark.parametrize("of", [lambda profile: profile, silent], ids=["told", "silent"])
    @PEOPLE
    def test_same_facts_and_no_word_that_speaks_to_the_person(self, profile, of):
        who = of(profile)
        about_them = explanations(who, "recruiter")
        for to_person, about_person in zip(explanations(who), about_them, strict=True):
            assert statuses(about_person) == statuses(to_person)
            read = [*texts(about_person), *(term.label for term in about_person.points)]
            assert [text for text in read if YOU.search(text)] == []

    @pytest.mark.parametrize(
        ("term", "cells", "fields", "text"),
        [
            (
                "place", {"countries": "KE"}, {"regions": "Eastern Africa"},
                "They asked for Eastern Africa; this role is in Kenya.",
            ),
            (
                "specialty", {"specialties": "general-surgery"}, {"specialties": "general-surgery"},
                "The role asks for their specialty, general surgery.",
            ),
            (
                "specialty", {"professions": "dentist"}, {},
                "The role asks for: dentist. They are a physician.",
            ),
            (
                "funding", {"funding": "stipend|salaried", "cost_usd": "500"},
                {"funding": "self-funded", "budget_usd": 900},
                "A stipend is paid or a salary is paid, and the role costs about $500, within "
                "their $900; they can pay their own way.",
            ),
            ("length", {}, {"max_weeks": 2},
             "They can give up to 2 weeks; the role does not say how long it takes."),
            ("dates", {}, {"available_from": "2027"}, "The role names no dates."),
            ("training", {"trainees": "no"}, {"trainee": "yes"},
             "They are in training; the role does not take students or residents."),
        ],
    )  # fmt: skip
    def test_terms_tell_of_the_person_from_the_side_of_the_role(self, term, cells, fields, text):
        found = for_recruiter(role(**cells), person(**fields))
        assert {item.term: item.text for item in found.points}[term] == text

    @pytest.mark.parametrize(
        ("cells", "fields", "question"),
        [
            ({}, {}, "How long can they stay?"),
            ({}, {"min_weeks": 2}, "When are they free?"),
            ({"license_required": "yes"}, {}, "Do they have a current licence to practise?"),
            ({"min_years_experience": "2"}, {}, "How many years have they practised?"),
            ({"specialties": "urology"}, {}, "What is their specialty?"),
            ({"title": "Elective for medical students", "professions": "student"},
             {"profession": "student"}, "What do they study?"),
            ({"title": "Surgical fellowship"}, {}, "Are they a student, resident or fellow?"),
            ({"languages": "en"}, {}, "Which languages do they speak, and how well?"),
            ({"languages": "en:required|fr:required"}, {"languages": "fr|en:good"},
             "How well do they speak French?"),
            ({"faith_requirement": "statement-of-faith"}, {},
             "Would they sign the organization's statement of faith?"),
            ({"faith_requirement": "christian"}, {},
             "Do they share the Christian faith that the role asks for?"),
            ({"funding": "self-funded|support-raised"}, {},
             "Can they pay their own way or raise support from donors?"),
            ({"cost_usd": "1500"}, {}, "Can they pay about $1,500?"),
            ({"family": "no"}, {}, "Would they come without family?"),
            ({"focus_areas": "prison-health"}, {},
             "This work concerns people in prison: which background check, training and "
             "experience do they have for it?"),
        ],
    )  # fmt: skip
    def test_what_the_role_needs_and_the_person_did_not_say_is_asked(self, cells, fields, question):
        assert question in for_recruiter(role(**cells), person(**fields)).questions

    def test_a_person_who_said_all_that_the_role_needs_is_asked_nothing(self):
        asks = role(
            specialties="urology", min_years_experience="2", languages="fr:required",
            faith_requirement="christian", funding="self-funded", cost_usd="900", family="no",
        )  # fmt: skip
        who = person(
            specialties="urology", years_experience=4, trainee="no", languages="fr:good",
            faith="christian", budget_usd=2000, family="no", max_weeks=3, available_to="2027",
        )  # fmt: skip
        assert for_recruiter(asks, who).questions == ()

    def test_what_the_role_does_not_need_is_not_asked(self):
        who = person(max_weeks=3, available_to="2027")
        assert for_recruiter(role(), who).questions == ()

    def test_what_the_role_leaves_open_is_told_and_not_asked(self):
        who = person(max_weeks=3, available_to="2027", family="yes", funding="stipend")
        found = for_recruiter(role(), who)
        said = {item.name: item.text for item in found.requirements if item.status == "not stated"}
        assert said == {
            "stay": "The role does not say how long the shortest stay is.",
            "dates": "The role does not say which dates are open.",
            "funding": "The role does not say which costs are covered.",
            "family": "The role does not say whether families can come.",
        }

    def test_another_reader_is_refused(self):
        with pytest.raises(ValueError, match="professional.*recruiter.*'staff'"):
            recommender_of(role()).explain(person(), "hope--post", reader="staff")


class TestShape:
    def test_explanation_can_be_compared_and_holds_no_frames(self):
        one, two = (explained(role(), person()) for _ in range(2))
        assert isinstance(one, Explanation)
        assert one == two
        assert hash(one) == hash(two)

    def test_past_role_can_be_explained(self):
        assert explained(role(status="past"), person()).is_match

    def test_hint_of_length_says_where_it_is_from(self):
        explanation = explained(role(title="Nurse on a two-week team"), person(max_weeks=3))
        text = next(term.text for term in explanation.points if term.term == "length")
        assert "no length is stated" in text
        assert "about 2 weeks" in text

    def test_concerns_are_what_was_known_and_did_not_fit(self):
        asks = role(focus_areas="eye-care", countries="PE", setting="ship")
        who = person(focus_areas="surgery", countries="KE", settings="clinic")
        assert len(explained(asks, who).concerns) == 3
        assert explained(role(), who).concerns == ()

    def test_articles_do_not_matter(self):
        plain = explained(role(), person())
        assert explained(role(), person(), articles=[article("going")]) == plain
