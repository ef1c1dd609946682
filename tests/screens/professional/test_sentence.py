"""One box first: a sentence becomes the form, each part with its words, and is not kept."""

import functools
import re

import pytest

from matching.screens.visit import state, told
from tests.reading import files
from tests.screens.pages import checked, html_of, open_screen

SURGEON = (
    "Surgeon, up to 3 weeks in February 2028, East Africa, not Haiti. I'm Ann Sample, 555 123 4567."
)


@pytest.fixture
def open_find(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "find")


def tell(app, text):
    """Write a sentence and press the button of its form."""
    app.text_area(key="sentence").set_value(text)
    (button,) = [b for b in app.button if b.label in ("Show my roles", "Add this to my answers")]
    return checked(button.click().run())


def all_kept(app):
    """All that a visit keeps, without the addresses of objects in memory: they are of chance."""
    kept = f"{app.session_state} {app.query_params} {html_of(app)}"
    return re.sub(r"\bat 0x[0-9a-f]+", "", kept)


def profile(app):
    return app.session_state[state._PROFILE]


class TestTelling:
    def test_a_sentence_becomes_the_profile_and_the_list(self, open_find):
        app = tell(open_find(), SURGEON)
        said = profile(app)
        assert (said.profession, said.specialties) == ("physician", ("general-surgery",))
        assert said.max_weeks == 3
        assert said.avoid == ("HT",)
        assert "Roles for you" in html_of(app)
        assert app.selectbox(key="form_profession").value == "physician"

    def test_each_part_is_shown_with_its_words(self, open_find):
        html = html_of(tell(open_find(), SURGEON))
        assert "What we understood" in html
        assert "“Surgeon”" in html
        assert "“East Africa”" in html

    def test_names_and_numbers_are_kept_nowhere(self, open_find):
        app = tell(open_find(), SURGEON)
        kept = all_kept(app)
        for word in ("Ann Sample", "Sample", "555", "4567"):
            assert word not in kept, word
        assert app.text_area(key="sentence").value == ""

    def test_without_a_profession_it_is_asked_for_and_the_rest_stays(self, open_find):
        app = tell(open_find(), "Three weeks in Kenya")
        assert profile(app) is None
        assert app.session_state[state._DRAFT]["countries"] == ("KE",)
        checked(app.selectbox(key="form_profession").select("nurse").run())
        assert profile(app).countries == ("KE",)

    def test_what_is_told_later_is_added(self, open_find):
        app = tell(open_find(), "Nurse, Kenya")
        tell(app, "I speak fluent French")
        assert profile(app).countries == ("KE",)
        assert profile(app).languages == ("fr:good",)

    def test_nothing_understood_is_said(self, open_find):
        app = tell(open_find(), "hello there")
        assert "We understood nothing of this" in html_of(app)
        assert profile(app) is None

    def test_an_empty_box_changes_nothing(self, open_find):
        app = tell(open_find(), "   ")
        assert told._TOLD not in app.session_state


class TestCorrecting:
    def test_a_part_is_taken_back_and_put_away(self, open_find):
        app = tell(open_find(), "Nurse, Kenya and Uganda")
        assert "“Uganda”" in html_of(app)
        checked(app.button(key="answer_countries-UG").click().run())
        assert profile(app).countries == ("KE",)
        assert "“Uganda”" not in html_of(app)
        checked(app.button(key="put_told_away").click().run())
        assert "What we understood" not in html_of(app)
        assert profile(app).countries == ("KE",)

    def test_what_is_doubtful_is_asked_and_taken_back(self, open_find):
        app = tell(open_find(), "Surgeon, Kenya")
        assert "Is that right?" in html_of(app)
        (wrong,) = [b for b in app.button if b.label == "Not General surgery"]
        checked(wrong.click().run())
        assert profile(app).specialties == ()
        assert "Is that right?" not in html_of(app)

    def test_two_readings_are_asked_and_answered(self, open_find):
        app = tell(open_find(), "Nurse for the Congo")
        asked = [b for b in app.button if b.key.startswith("answer_asked_")]
        assert len(asked) == 2
        assert profile(app).countries == ()
        checked(asked[0].click().run())
        assert profile(app).countries in (("CD",), ("CG",))
        assert not [b for b in app.button if b.key.startswith("answer_asked_")]


def test_other_languages_are_told_that_the_app_speaks_english(open_find):
    app = tell(open_find(), "Soy enfermera y quiero servir tres semanas en Kenia")
    assert profile(app).profession == "nurse"
    assert any("inglés" in info.value for info in app.info)


class TestCv:
    CV = (
        "Ada Invented, RN",
        "3 Nowhere Street, tel 555 0100",
        "WORK EXPERIENCE",
        "Theatre Nurse, Example Hospital\tFebruary 2019 to present",
        "LANGUAGES",
        "English: native, French: basic",
    )

    @staticmethod
    def hand_over(app, name, data):
        (box,) = [one for one in app.file_uploader if one.key.startswith("cv_upload")]
        return checked(box.upload(name, data, "application/octet-stream").run())

    def test_a_cv_fills_the_form_and_is_not_kept(self, open_find):
        app = self.hand_over(open_find(), "ada-invented.docx", files.word(*self.CV))
        said = profile(app)
        assert (said.profession, said.specialties) == ("nurse", ("perioperative-nursing",))
        assert said.languages == ("en:native", "fr:basic")
        assert "“Theatre Nurse”" in html_of(app)
        kept = all_kept(app)
        for name in ("Ada", "Nowhere", "555", "ada-invented"):
            assert name not in kept, name
        (box,) = [one for one in app.file_uploader if one.key.startswith("cv_upload")]
        assert box.value is None

    def test_a_file_that_is_none_says_what_to_do_and_changes_nothing(self, open_find):
        app = self.hand_over(tell(open_find(), SURGEON), "me.pdf", b"%PDF-1.7 nothing")
        (notice,) = app.info
        assert notice.value.startswith("Nothing was taken from your CV. This file cannot be read")
        assert profile(app).profession == "physician"
