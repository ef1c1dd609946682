"""Profession, specialties, training, what is wished for, and the time that is given."""

import pytest

from tests.reading.read import fields, reading


@pytest.mark.parametrize(
    ("text", "profession", "specialties"),
    [
        ("ICU nurse", "nurse", ("critical-care-nursing",)),
        ("RN here, ICU mostly", "nurse", ("critical-care-nursing",)),
        ("GP", "physician", ("family-medicine",)),
        ("OB/GYN", "physician", ("obstetrics-gynecology",)),
        ("ear, nose and throat surgeon", "physician", ("otolaryngology",)),
        ("Paeds registrar", "physician", ("pediatrics",)),
        ("EM resident", "physician", ("emergency-medicine",)),
        ("PT, peds mostly", "physical-therapist", ("pediatric-pt",)),
        ("A&E nurse", "nurse", ("emergency-nursing",)),
        ("pediatric cardiac surgeon", "physician", ("cardiothoracic-surgery",)),
        ("Psych NP", "nurse-practitioner", ()), ("opthalmologist", "physician", ("ophthalmology",)),
        ("dental hygenist", "dental-hygienist", ()), ("doc", "physician", ()),
        ("Retired consultant anaesthetist", "physician", ("anesthesiology",)),
        ("cleft surgeon with my team (anaesthetist, 2 nurses)", "physician", ("plastic-surgery",)),
        ("nurse to train therapists and surgeons", "nurse", ()),
        ("not a doctor, a pharmacist", "pharmacist", ()),
        ("nurse or pharmacist", "nurse", ()), ("astronaut", None, ()),
        ("Enfermera con 5 años en quirófano", "nurse", ("perioperative-nursing",)),
        ("Chirurgien urologue", "physician", ("urology",)), ("kiné", "physical-therapist", ()),
    ],
)  # fmt: skip
def test_who_somebody_is(text, profession, specialties):
    found = fields(text)
    assert found.get("profession") == profession
    assert found.get("specialties", ()) == specialties


def test_a_bare_surgeon_may_be_of_any_kind():
    assert reading("surgeon").marked == {"specialties"}
    assert reading("doctor").marked == {"specialties"}


def test_two_professions():
    assert fields("nurse and midwife")["other_professions"] == ("midwife",)
    assert "other_professions" not in fields("nurse, want to work with a midwife")


@pytest.mark.parametrize(
    "text",
    ["med student", "student nurse", "nursing student", "2nd year PT student",
     "estudiante de fisioterapia",
     "étudiante sage-femme", "studying medicine in Leeds", "Student of dietetics"],
)  # fmt: skip
def test_a_student_of_anything(text):
    found = fields(text)
    assert (found["profession"], found["trainee"]) == ("student", "yes")
    assert "specialties" not in found


@pytest.mark.parametrize(
    ("text", "trainee"),
    [
        ("surgical resident", "yes"), ("EM resident (PGY2)", "yes"), ("GP trainee (ST2)", "yes"),
        ("nurse to teach students", None), ("doctor to train residents", None),
        ("nurse, resident in Spain", None), ("nurse, French C1", None),
        ("nurse, training others", None),
        ("Médico residente de pediatría", "yes"),
    ],
)  # fmt: skip
def test_training(text, trainee):
    assert fields(text).get("trainee") == trainee


@pytest.mark.parametrize(
    ("text", "areas", "settings"),
    [
        ("nurse, want refugees, a camp", ("refugees",), ("camp",)), ("nurse, no surgery", (), ()),
        ("nurse, refugee camp in Greece", ("refugees",), ("camp",)),
        ("nurse, teaching in Nepal", ("medical-education",), ()),
        ("nurse, out of training", (), ()), ("nurse at a teaching hospital", (), ("hospital",)),
        ("nurse, I work in a hospital", (), ()), ("nurse, want to work in a hospital", (),
        ("hospital",)),
        ("nurse, prefer clinic over hospital", (), ("clinic",)), ("nurse, a ship", (), ("ship",)),
        ("nurse, cataract camps", ("eye-care",), ()),
        ("nurse, two kids aged 4 and 7 come with us", (), ()),
        ("nurse, rural villages, not malaria", ("rural-health",), ()),
        ("nurse, I need a mentor", (), ()),
        ("nurse, would train local midwives", ("medical-education",), ()),
        ("enfermera, sin cirugía", (), ()),
    ],
)  # fmt: skip
def test_wishes(text, areas, settings):
    found = fields(text)
    assert found.get("focus_areas", ()) == areas
    assert found.get("settings", ()) == settings


@pytest.mark.parametrize(
    ("text", "kinds", "settings"),
    [
        ("nurse, 4 hours a week, close to home", ("part-time",), ()),
        ("nurse, can't travel, online, 3 hrs a week", ("remote-hours",), ("remote",)),
        ("nurse, one Saturday a month", ("event",), ()), ("nurse, weekends only", ("event",), ()),
        ("nurse, at short notice", ("on-call",), ()), ("nurse, at 2 weeks notice", ("on-call",),
        ()),
        ("nurse, full time", ("full-time",), ()), ("nurse, I work full time in Leeds", (), ()),
        ("nurse, remote villages", (), ()), ("nurse, not online", (), ()),
        ("nurse, 10-day trip", (), ()),
        ("fonoaudióloga, só online, umas 2 horas por semana", ("remote-hours",), ("remote",)),
        ("ambulancier, au pied levé", ("on-call",), ()),
        ("dentiste, un week-end par mois", ("event",), ()),
    ],
)  # fmt: skip
def test_time_that_is_given(text, kinds, settings):
    found = fields(text)
    assert found.get("commitment", ()) == kinds
    assert found.get("settings", ()) == settings


def test_online_or_there_is_doubtful():
    assert {"settings", "commitment"} <= reading("nurse, either remotely or in Cambodia").marked


@pytest.mark.parametrize("typed", ["nurze", "nruse", "nures"])
def test_a_short_profession_with_a_slip_is_read_and_asked(typed):
    found = reading(f"ICU {typed}, three weeks in July")
    assert found.fields()["profession"] == "nurse"
    assert "profession" in found.marked


def test_a_plain_profession_stands_before_a_slip():
    assert fields("I saw a medix and I am a dentist")["profession"] == "dentist"
    assert "profession" not in fields("I read it in the media")


def test_a_resident_says_the_year_and_remote_villages_are_far():
    assert fields("R3 in family medicine")["trainee"] == "yes"
    assert "commitment" not in fields("Nurse for remote indigenous communities")
    assert fields("Epidemiologist, can leave within 72h")["commitment"] == ("on-call",)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("at 24 hours notice", ("on-call",)),
        ("two days notice would be enough", ("on-call",)),
        ("three hours a week on a video call", ("remote-hours",)),
        ("can leave tomorrow", ("on-call",)),
        ("can be there in 48 hrs", ("on-call",)),
        ("ready 24/7 for floods", ("on-call",)),
        ("every Tues + Wed", ("part-time",)),
        ("a session or two a month", ("part-time",)),
        ("weekday mornings near home", ("part-time",)),
        ("still operating full time", ()),
        ("phone support for colleagues", ("remote-hours",)),
    ],
)
def test_time_in_other_words(text, kinds):
    assert fields(f"nurse, {text}").get("commitment", ()) == kinds


@pytest.mark.parametrize(
    ("text", "profession", "marked"),
    [
        ("Any use for retired midwives?", "midwife", False),
        ("I was a nurse for years, now a dentist", "dentist", False),
        ("trained as a medic first and am now a PA", "physician-assistant", False),
        ("I was an optometrist until 2020", "optometrist", True),
        ("no medical training, I drive a truck", "non-clinical", False),
        ("dentist's secretary", None, True), ("audiologist", "speech-therapist", True),
        ("doctor of public health", "public-health", False),
        ("surg tech", "surgical-technologist", False),
        ("M4, free in May", "student", False), ("retired dentist living in Ohio", "dentist", False),
    ],
)  # fmt: skip
def test_professions_in_a_roundabout_way(text, profession, marked):
    found = reading(text)
    assert found.fields().get("profession") == profession
    assert ("profession" in found.marked) is marked


def test_a_fellow_is_in_training():
    assert fields("cardiology fellow in Boston")["trainee"] == "yes"
    assert fields("train fellow nurses, dentist").get("trainee") is None


@pytest.mark.parametrize(
    ("text", "areas", "settings"),
    [
        ("Nurse. We dig wells and latrines", ("water-sanitation",), ()),
        ("Surgeon. Laparoscopy training in Togo", ("medical-education",), ()),
        ("Dentist, if somebody covers my surgery", (), ()),
        ("Nurse at the trauma unit, 5 years", (), ()),
        ("Nurse, one clinic a month", (), ()),
        ("Eye doctor, 1 week camps", (), ()),
        ("Nurse. I'd like a women's clinic", ("womens-health",), ("clinic",)),
        ("Psychologist, I want to do trauma work", ("trauma-informed-care",), ()),
        ("Nurse. I want to train the local techs", ("medical-education",), ()),
    ],
)
def test_more_wishes(text, areas, settings):
    found = fields(text)
    assert (found.get("focus_areas", ()), found.get("settings", ())) == (areas, settings)


def test_where_somebody_may_work_now_is_marked():
    assert "settings" in reading("Surgeon in a county hospital, Texas").marked


def test_who_is_deaf_is_no_wish_for_it():
    assert "focus_areas" in reading("Nurse, deaf (BSL)").marked


@pytest.mark.parametrize(
    ("text", "profession", "specialty", "trainee"),
    [
        ("Been an RN since 2011 (peds then ICU)", "nurse", "pediatric-nursing", None),
        ("nurse anesthesist", "nurse-anesthetist", None, None),
        ("I'm a general surgeon (5 yrs post residency)", "physician", "general-surgery", None),
        ("haematologist. Will bring a resident", "physician", "oncology", None),
        ("psych NP", "nurse-practitioner", None, None),
    ],
)
def test_titles_and_years_beside_each_other(text, profession, specialty, trainee):
    found = fields(text)
    assert found["profession"] == profession
    assert specialty is None or found["specialties"] == (specialty,)
    assert found.get("trainee") == trainee


def test_a_field_in_another_sentence_is_marked():
    assert "specialties" in reading("Anesthesiologist. Pediatric missions").marked


def test_years_right_after_the_profession_are_marked_if_they_are_few():
    found = reading("Midwife, 2 yrs. Peru")
    assert found.fields().get("years_experience") == 2
    assert "years_experience" in found.marked


@pytest.mark.parametrize(
    "text",
    [
        "Médico jubilado con 67 años, Perú",
        "Dentista com 58 anos, Angola",
        "Avec 61 ans, infirmière",
    ],
)
def test_age_is_no_years_of_work(text):
    assert "years_experience" not in fields(text)


def test_years_of_work_stay_years_of_work():
    assert fields("Médico con 41 años de experiencia")["years_experience"] == 41
