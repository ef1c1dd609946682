"""What people write: the same rule for every way in, and no name that turns a page around."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import Profile
from matching.comparison.weight_set import WeightSet
from matching.errors import Problem, ProfileError, TextError, WeightSetError
from matching.written import MOST_MARKS, displayed, first_fault, isolated, mended, taken
from tests.examples import examples

TURNING = [
    *"\u061c\u200e\u200f",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
]
# Fictional people; what their names need is said beside them.
NAMES = [
    "Suharti",
    "O’Brien-Nuñez",
    "d'Ávila",
    "Bjørn Æsir, MD, PhD",
    "Ngũgĩ wa Tharaka",
    "Amélie\u00a0Dubois",  # a space that does not break
    "山田\u3000花子",  # a space as wide as a letter
    "辻\U000e0100 健",  # a form of a letter that a family writes in its own way
    "علی\u200cرضا کریمی",  # a joiner that keeps two letters apart
    "ශ\u0dca\u200dරියානි පෙරේරා",  # a joiner that ties two letters
    "അനില\u0d4d\u200d",  # a joiner at the end
    "שָׂרָה כֹּהֵן",  # points in and under the letters
    "李明",
    "ཀླུ་སྒྲུབ།",  # letters below letters
    "नन्दिनी शर्मा",
    "Nguyễn Thị Ánh",
    "Şırıl Öztürk-Łuczak",
]
LETTERS = st.characters(categories=["L", "N"])
JOINERS = st.sampled_from(["", "\u200c", "\u200d"])
MARKS = st.lists(st.characters(categories=["M"]), max_size=MOST_MARKS).map("".join)
WORDS = st.lists(st.tuples(LETTERS, MARKS, JOINERS).map("".join), min_size=1).map("".join)


def taken_or_fault(text, **more):
    try:
        return taken(text, **more), ""
    except TextError as error:
        return "", error.fault


class TestTaken:
    @pytest.mark.parametrize("name", NAMES)
    def test_names_of_all_scripts_stay_as_they_are(self, name):
        assert taken(name) == unicodedata.normalize("NFC", name)
        assert taken(f"\u2068 {name}\u2069\u200f ") == unicodedata.normalize("NFC", name)

    @pytest.mark.parametrize("turning", TURNING, ids=ascii)
    def test_what_turns_the_direction_is_taken_out(self, turning):
        assert taken(f"Ami{turning}na") == "Amina"

    @pytest.mark.parametrize("unseen", "\u00ad\u200b\u2060\u2063\ufeff\U000e0041", ids=ascii)
    def test_what_has_no_width_is_taken_out(self, unseen):
        assert taken(f"{unseen}Ami{unseen}na") == "Amina"

    def test_letters_and_their_accents_become_one(self):
        assert taken("Ame\u0301lie") == "Am\u00e9lie"
        assert taken("e\u200b\u0301") == "\u00e9"

    def test_a_line_has_no_line_ends_and_a_note_keeps_its_own(self):
        written = " Dear all,\r\n\tI come.\rSoon\u2028and gladly\n"
        assert taken(written) == "Dear all, I come. Soon and gladly"
        assert taken(written, lines=True) == "Dear all,\n\tI come.\nSoon\nand gladly"

    @pytest.mark.parametrize(
        "blank",
        ["", " ", "\t\n", "\u3000", "\u200b", "\u200d \u200c", "\u202e", "\u3164", "\u2800"],
    )
    def test_what_cannot_be_seen_is_nothing(self, blank):
        assert taken(blank) == taken(blank, lines=True) == ""

    @pytest.mark.parametrize(
        "emoji",
        [
            "👩🏽‍⚕️",
            "👨‍👩‍👧",
            "🇰🇪",
            "1️⃣",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ],
    )
    def test_emoji_stay_whole(self, emoji):
        assert taken(f"I come {emoji}") == f"I come {emoji}"

    @pytest.mark.parametrize(
        ("char", "fault"),
        [
            ("\ud83d", "half a character (U+D83D)"),
            ("\udc80", "half a character (U+DC80)"),
            ("\0", "characters that cannot be printed (U+0000)"),
            ("\x07", "characters that cannot be printed (U+0007)"),
            ("\x85", "characters that cannot be printed (U+0085)"),
            ("\ufdd0", "codes that are no characters (U+FDD0)"),
            ("\U0010ffff", "codes that are no characters (U+10FFFF)"),
        ],
    )
    def test_what_no_text_has_is_refused_by_name(self, char, fault):
        for lines in (False, True):
            with pytest.raises(TextError) as refused:
                taken(f"Ami{char}na", lines=lines)
            assert refused.value.fault == fault
            assert str(refused.value) == f"Please take out {fault}."

    def test_piles_of_marks_are_refused_before_they_are_composed(self):
        assert taken("Z" + "\u0323" * MOST_MARKS)
        pile = "\u0301\u0316" * 200_000  # to sort this would take minutes
        for text in ("Z" + "\u0323" * (MOST_MARKS + 1), "Z" + "\u0323\u200b\u200d" * 11, pile):
            with pytest.raises(TextError, match="piles of more than 10 marks on one letter"):
                taken(text)

    @given(st.text(st.characters(exclude_categories=[])), st.booleans())
    @examples(250)
    def test_what_is_taken_can_be_kept_and_taken_again(self, text, lines):
        kept, fault = taken_or_fault(text, lines=lines)
        assert kept.encode().decode() == kept
        assert fault.encode().decode() == fault
        assert first_fault(kept) is None
        assert not set(kept) & set(TURNING)
        assert taken(kept, lines=lines) == kept
        assert displayed(kept) == kept

    @given(WORDS)
    @examples(150)
    def test_no_letter_mark_or_number_is_lost(self, word):
        kept, fault = taken_or_fault(f"a{word}a")
        if fault:  # marks on both sides of a joiner
            assert fault == "piles of more than 10 marks on one letter"
        else:
            assert kept == unicodedata.normalize("NFC", f"a{word}a")


class TestShowing:
    def test_what_older_rows_hold_is_left_out(self):
        assert displayed("Amina\u202e (she\u2067)") == "Amina (she)"
        assert displayed("cut \ud83d and\0 rung") == "cut \ufffd and\ufffd rung"
        assert displayed("Z" + "\u0323" * 500) == "Z" + "\u0323" * MOST_MARKS

    @given(st.text(st.characters(exclude_categories=[])))
    def test_what_is_shown_can_be_sent_and_is_taken(self, text):
        shown = displayed(text)
        assert isolated(text).encode().decode() == isolated(text)
        assert displayed(shown) == shown
        assert taken_or_fault(shown)[1] == ""

    def test_objects_are_mended_in_all_their_texts(self):
        body = {"statement": "a\ud800", "languages": ["en:\u202enative"], "max_weeks": 1.5}
        assert mended(body) == {
            "statement": "a\ufffd",
            "languages": ["en:native"],
            "max_weeks": 1.5,
        }

    @pytest.mark.parametrize(
        ("sentence", "shown"),
        [
            ("Amina Otieno, 3 weeks", "Amina Otieno, 3 weeks"),
            ("Amélie, 3 weeks", "Amélie, 3 weeks"),
            ("علی\u200cرضا کریمی, 3 weeks", "⁨علی\u200cرضا کریمی⁩, 3 weeks"),
            ("3 weeks with שרה כהן!", "3 weeks with ⁨שרה כהן⁩!"),
            ("כהן and کریمی (2)", "⁨כהן⁩ and ⁨کریمی⁩ (2)"),
            ("Closed: ממרضة (غزة) (2)", "Closed: ⁨ממרضة (غزة)⁩ (2)"),
            ("(غزة)", "(⁨غزة⁩)"),
            ("שרה\nכהן", "⁨שרה⁩\n⁨כהן⁩"),
            ("שרה\u202e, 3", "⁨שרה⁩, 3"),
        ],
    )
    def test_words_from_right_to_left_stand_in_isolates(self, sentence, shown):
        assert isolated(sentence) == shown
        assert isolated(shown) == shown


class TestEveryWayIn:
    @pytest.mark.parametrize(
        "field",
        ["profession", "profile_id", "faith", "funding", "accepts", "statement", "trainee",
         "years_experience", "max_weeks", "available_from"],
    )  # fmt: skip
    @pytest.mark.parametrize("char", ["\\ud800", "\\0", "\\uFFFE"])
    def test_field_of_a_profile_file_with_what_no_text_has_is_named(self, field, char):
        said = {"profession": "nurse", field: "what?"}
        text = json.dumps(said).replace("what?", f"a{char}")
        with pytest.raises(ProfileError) as refused:
            Profile.from_yaml(text)
        assert [problem.column for problem in refused.value.problems] == [field]
        assert str(refused.value).encode()

    @pytest.mark.parametrize(
        "field", ["specialties", "focus_areas", "countries", "regions", "avoid", "languages",
                  "settings"]
    )  # fmt: skip
    def test_list_of_a_profile_file_with_half_a_character_is_named(self, field):
        with pytest.raises(ProfileError, match="text without half a character") as refused:
            Profile.from_yaml(f'profession: nurse\n{field}: ["\\ud800"]')
        assert str(refused.value).encode()

    @pytest.mark.parametrize(
        "text", ['"\\ud800": 1', '"\\ud800": 1\n"\\ud800": 2', '"\\ud800"', '["\\ud800"]']
    )
    def test_names_of_fields_can_be_told(self, text):
        with pytest.raises(ProfileError) as refused:
            Profile.from_yaml(text)
        assert str(refused.value).encode()

    def test_statement_keeps_its_lines_and_other_texts_have_one(self):
        profile = Profile(profession="nurse\n", faith="Old\n Way", statement="One\r\n\u202etwo")
        assert (profile.faith, profile.statement) == ("old-way", "One\ntwo")

    def test_link_leaves_out_what_cannot_be_kept(self):
        profile, problems = Profile.from_query({"profession": "nurse", "statement": "a\0b"})
        assert profile == Profile(profession="nurse")
        assert [problem.column for problem in problems] == ["statement"]

    def test_problem_can_be_printed_whatever_its_column_is_called(self):
        problem = Problem("profile", None, "\ud800", "\ud800", "text")
        assert str(problem) == r"profile, \ud800: found '\ud800', expected text"

    def test_weight_set_with_half_a_character_is_named(self):
        text = WeightSet.default().to_json().replace('"weights": {', '"weights": {"\\ud800": 1.0,')
        with pytest.raises(WeightSetError, match=r"unknown term \\ud800"):
            WeightSet.from_json(text)
