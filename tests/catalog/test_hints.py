"""Hints in the words of a role: whom it is for, and for how long."""

import pytest

from matching.catalog.hints import fields_of_study, is_for_learners, stay_in_words
from matching.reference.shipped import shipped_adjacency
from tests.builders import shipped_catalog, within_seconds


class TestLearners:
    @pytest.mark.parametrize(
        "title",
        [
            "Dental student spring-break team",
            "Medical student elective",
            "Summer internship",
            "Global health fellowship",
            "Pre-clinical rotation for residents",
            "STUDENT VOLUNTEER",
            "Student volunteers",
            "Shadowing in a mission hospital",
        ],
    )
    def test_title_that_offers_a_post_to_learners(self, title):
        assert is_for_learners(title)

    @pytest.mark.parametrize(
        "title",
        [
            "Visiting physician or resident",
            "Board-certified surgeon to train residents",
            "Teacher of medical students",
            "Nurse and student nurse mentor",
            "Dentist",
            "Studentship of life",
            "Internist",
            "International physician",
            "",
        ],
    )
    def test_title_that_is_for_others_too(self, title):
        assert not is_for_learners(title)


class TestStay:
    @pytest.mark.parametrize(
        ("title", "summary", "weeks"),
        [
            ("Nurse on a two-week team", "", 2),
            ("Two-week team nurse", "", 2),
            ("Nurse", "Serves for 6 weeks.", 6),
            ("Nurse", "A stay of one to two weeks.", 1),
            ("Dentist", "A minimum of three months.", 13),
            ("Doctor", "For a year.", 52),
            ("Long-term doctor", "", 52),
            ("Full-time nurse", "", 52),
            ("Nurse at a weekend clinic", "", 0.4),
            ("Nurse", "", None),
            ("Nurse", "Cares for children.", None),
            ("Nurse", "The hospital is 50 years old.", None),
            ("Surgeon with two years of experience", "", None),
            ("Nurse", "After a two-day training she leads a team.", None),
            ("", "", None),
        ],
    )
    def test_weeks_that_the_words_suggest(self, title, summary, weeks):
        found = stay_in_words(title, summary)
        assert found is None if weeks is None else found == pytest.approx(weeks, abs=0.01)

    def test_title_comes_before_the_summary(self):
        assert stay_in_words("Nurse on a one-week team", "A long-term post.") == 1

    def test_shipped_hints_are_plausible(self):
        for title, summary in zip(
            shipped_catalog().roles["title"], shipped_catalog().roles["summary"], strict=True
        ):
            weeks = stay_in_words(title, summary)
            assert weeks is None or 0 < weeks <= 600, title

    @pytest.mark.parametrize("text", ["(" * 5_000, "a " * 20_000, "two-" * 5_000, "1 " * 20_000])
    def test_long_text_does_not_hang(self, text):
        with within_seconds(30):
            assert stay_in_words(text, text) is None
            assert not is_for_learners(text)


class TestFieldsOfStudy:
    words = shipped_adjacency().fields_of_study

    @pytest.mark.parametrize(
        ("text", "fields"),
        [
            ("I am a medical student.", {"physician"}),
            ("Dental or nursing student", {"dentist", "nurse"}),
            ("DPT student", {"physical-therapist"}),
            ("Physician assistant student", {"physician-assistant"}),
            ("Studying midwifery.", {"midwife"}),
            ("I love to help.", set()),
            ("Accidental studies of presidents", set()),  # no dental, no resident
            ("", set()),
        ],
    )
    def test_fields_that_a_text_speaks_of(self, text, fields):
        assert fields_of_study(text, self.words) == fields
