"""CVs: posts and their titles, years, languages, licences; and files that are no CV."""

import io
import zipfile
from datetime import date

import pytest
import yaml

from matching.reading import CvError, cv_files, read_cv, text_of_cv
from matching.reading.cv_posts import title_of
from matching.reading.cv_sections import in_one_column, without_labels
from matching.reference.shipped import shipped_names
from tests.reading.files import pdf, word
from tests.reading.read import TODAY
from tests.reading.scoring import MATERIAL, score, table

NURSE = """Ada Invented, RN
3 Nowhere Street, tel 555 0100

WORK EXPERIENCE
Staff Nurse, Intensive Care Unit
Example Hospital
February 2019 to present
Career break
2017 - 2018
Staff Nurse, Medical Ward
Example Hospital
June 2010 to May 2013

LANGUAGES
English (fluent), French: basic; Tagalog - native
LICENCES
Nursing and Midwifery Council of Nigeria, valid until 2028
General Medical Council, UK, 2012 - 2014
State of Tennessee, expired
"""


def read(text):
    return read_cv(text, TODAY)


def title(text):
    found = title_of(text, 0, shipped_names())
    return found and (found.profession, *found.specialties)


def work(*lines):
    return "WORK\n" + "\n".join(lines)


class TestReading:
    @pytest.mark.parametrize("folder", ["cvs", "cvs_2"])
    def test_the_annotated_cvs_are_read_from_their_files(self, folder):
        paths = sorted((MATERIAL / folder).glob("*.yaml"))
        entries = [yaml.safe_load(path.read_text("utf-8")) for path in paths]
        files = dict(zip([e["text"] for e in entries], paths, strict=True))

        def from_file(text, today):
            (file,) = (MATERIAL / folder / "files").glob(f"{files[text].stem}.*")
            return read_cv(cv_files.extract(file.read_bytes()), today)

        result = score(entries, near_weeks=True, read=from_file)
        assert result.right_share >= 0.97, table(result)
        assert result.wrong_share == 0, table(result)
        assert not result.leaks

    def test_post_licence_and_languages(self):
        assert read(NURSE).fields() == {
            "profession": "nurse",
            "specialties": ("critical-care-nursing",),
            "years_experience": 10.0,
            "languages": ("en:good", "fr:basic", "tl:native"),
            "licensed_in": ("NG",),
        }

    def test_words_are_those_it_came_from(self):
        reading = read(NURSE)
        words = {part.field: NURSE[part.start : part.end] for part in reading.parts}
        assert words["profession"] == "Staff Nurse"
        assert words["licensed_in"] == "Nigeria"
        assert "Ada" not in "".join(words.values())

    def test_posts_that_overlap_count_once_and_training_does_not(self):
        text = work(
            "2020 - present  Dentist, a clinic",
            "2022 - present  Dentist, a school, Fridays",
            "2018 - 2019  Intern, dentist",
        )
        assert read(text).fields()["years_experience"] == 6

    def test_later_posts_without_a_known_title_count_and_are_told(self):
        posts = ["2018 - present  Theatre Practitioner, a hospital", "2012 - 2017  Nurse, a ward"]
        part = next(p for p in read(work(*posts)).parts if p.field == "years_experience")
        assert part.value == 14
        assert part.doubtful
        before = work("2018 - present  Nurse, a ward", "2003 - 2012  Lawyer, a firm")
        part = next(p for p in read(before).parts if p.field == "years_experience")
        assert (part.value, part.doubtful) == (8, "")

    def test_who_studies_is_a_student(self):
        text = "EDUCATION\nM.D. candidate, expected May 2027\n" + work("2019 - 2021  Paramedic")
        assert read(text).fields() == {"profession": "student", "trainee": "yes"}

    def test_nothing_is_read_of_nothing_or_of_another_text(self):
        for text in ("", "\n\n", "WORK", "2019 - 2020", "It was a dark night.\n" * 9, "\t" * 99):
            assert read(text).parts == ()

    def test_wishes_are_not_made_up(self):
        text = "ABOUT\nDentist.\n" + work("2019 - present  Dentist, Nairobi, Kenya, 4 weeks")
        assert set(read(text).fields()) <= {"profession", "years_experience"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CERTIFIED REGISTERED NURSE ANESTHETIST", ("nurse-anesthetist",)),
        ("Consultant Orthopaedic and Trauma Surgeon", ("physician", "orthopedic-surgery")),
        ("Staff Nurse, Theatres and Recovery", ("nurse", "perioperative-nursing")),
        ("Senior Physiotherapist, Neuro Rehabilitation", ("physical-therapist", "neurologic-pt")),
        ("Salaried GP, Mumbles Makebelieve Surgery", ("physician", "family-medicine")),
        ("Lawyer, family law", None),
    ],
)
def test_a_title_names_profession_and_specialty(text, found):
    assert title(text) == found


def test_two_columns_are_read_one_after_the_other():
    left = ["CONTACT", "Boise", "555 0100", "LANGUAGES", "English: native", "French: basic"]
    right = ["WORK", "Dentist", "2019 - present", "A clinic", "EDUCATION", "A school"]
    page = "\n".join(f"{a:<24}{b}" for a, b in zip(left, right, strict=True))
    assert in_one_column(page).split() == " ".join([*left, *right]).split()
    dates = "\n".join(f"{'Dentist, a clinic':<24}{year} - {year + 1}" for year in range(2010, 2018))
    assert in_one_column(f"WORK\n{dates}") == f"WORK\n{dates}"


# ---- files -----------------------------------------------------------------------------------


def bomb():
    kept = io.BytesIO(word("A nurse"))
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/media/one.png", bytes(cv_files.MOST_UNPACKED + 1))
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7 nothing", cv_files.BROKEN),
        (b"PK\x03\x04 nothing", cv_files.BROKEN),
        (b"", cv_files.OTHER_KIND),
        (b"I am a nurse", cv_files.OTHER_KIND),
        (b"%PDF-" + bytes(cv_files.MOST_BYTES), cv_files.TOO_LARGE),
        (pdf(), cv_files.NO_TEXT),
        (pdf(cv_files.MOST_PAGES + 1), cv_files.TOO_LONG),
        (pdf(password="secret"), cv_files.LOCKED),
        (bomb(), cv_files.BROKEN),
    ],
    ids=["broken PDF", "broken DOCX", "empty", "text", "large", "scan", "long", "locked", "bomb"],
)
def test_what_is_no_cv_is_refused_with_what_to_do(data, why):
    with pytest.raises(CvError) as refused:
        text_of_cv(data)
    assert str(refused.value) == why


def test_a_file_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(cv_files, "MOST_SECONDS", 2)
    endless = pdf(content=b"BT /F 9 Tf (a) Tj ET " * 2_000_000)
    assert len(endless) < cv_files.MOST_BYTES
    with pytest.raises(CvError, match="cannot be read"):
        text_of_cv(endless)


def test_lines_of_a_word_file_keep_their_order():
    text = text_of_cv(word("Ada Invented, nurse", "LANGUAGES", "English: native, French: basic"))
    assert text.splitlines()[-2:] == ["LANGUAGES", "English: native, French: basic"]
    assert read_cv(text, date(2026, 11, 30)).fields()["languages"] == ("en:native", "fr:basic")


class TestForms:
    """Kinds of layouts that say with labels what others say with headings."""

    def read(self, text):
        return read_cv(without_labels(text), TODAY).fields()

    def test_dates_and_titles_of_a_form_make_posts(self):
        found = self.read(
            "Personal information\nName  Ana Example\n\nWork experience\n"
            "Dates  01/2020 – present\nPosition held  Midwife\nMain activities  Births\n"
            "Dates (from – to): 06/2016 - 12/2019\nOccupation or position held: Staff midwife\n"
            "\nPersonal skills\nMother tongue  Polish\nOther languages  Reading  Writing\n"
            "English  C1  C1\nGerman  A2  A1\n"
        )
        assert found["profession"] == "midwife"
        assert found["years_experience"] == 10
        assert found["languages"] == ("pl:native", "en:good", "de:basic")

    def test_a_heading_may_have_what_it_is_about_in_its_line(self):
        found = self.read(
            "Ana Example\n\nExperience\nNurse, Example Hospital  2018 - present\n\n"
            "Skills\nLanguages: English (native), French (B2)\n"
        )
        assert found["languages"] == ("en:native", "fr:good")

    def test_whom_somebody_trains_makes_no_training_of_a_post(self):
        found = self.read(
            "Employment\nMarch 2015 - present  Radiographer, Example Trust. Supervises trainee "
            "radiographers and students.\n"
        )
        assert found["years_experience"] == 11

    def test_labels_beside_each_other_are_no_second_column(self):
        rows = [("Dates", "2015 - 2018"), ("Employer", "One"), ("Dates", "2018 - 2020"),
                ("Employer", "Two"), ("Dates", "2020 - 2021"), ("Languages", "Welsh")]  # fmt: skip
        text = "\n".join(f"{label:<30}{said}" for label, said in rows)
        assert in_one_column(text) == text
