"""Profiles in everyday words: taken where one reading is plain, else refused with the right ids."""

import pytest

from matching import Profile
from matching.errors import ProfileError


class TestTaken:
    @pytest.mark.parametrize(
        ("said", "profession", "specialties"),
        [
            ("Registered nurse", "nurse", ()),
            ("RN", "nurse", ()),
            ("doctor", "physician", ()),
            ("GP", "physician", ("family-medicine",)),
            ("surgeon", "physician", ("general-surgery",)),
            ("physiotherapist", "physical-therapist", ()),
            ("Dentist", "dentist", ()),
            ("speech and language therapist", "speech-therapist", ()),
        ],
    )
    def test_profession_by_another_name(self, said, profession, specialties):
        found = Profile(profession=said)
        assert (found.profession, found.specialties) == (profession, specialties)

    def test_specialty_for_a_profession_stands_before_those_that_were_named(self):
        found = Profile(profession="surgeon", specialties=["urology", "general-surgery"])
        assert found.specialties == ("general-surgery", "urology")

    @pytest.mark.parametrize(
        ("field", "said", "kept"),
        [
            ("specialties", "paediatrics", "pediatrics"),
            ("specialties", "orthopaedic-surgery", "orthopedic-surgery"),
            ("specialties", "anaesthesiology", "anesthesiology"),
            ("focus_areas", "teeth", "oral-health"),
            ("settings", "hospital ship", "ship"),
            ("other_professions", "RN", "nurse"),
            ("countries", "Vietnam", "VN"),
            ("countries", "UK", "GB"),
            ("countries", "xk", "XK"),
            ("licensed_in", "USA", "US"),
            ("regions", "West Africa", "West Africa"),
            ("regions", "Afrique de l'Ouest", "Western Africa"),
            ("regions", "Middle East", "Middle East"),
            ("avoid", "Haiti", "HT"),
            ("avoid", "UK", "GB"),
            ("avoid", "Middle East", "Middle East"),
            ("languages", "Mandarin", "zh"),
            ("languages", "Farsi:good", "fa:good"),
            ("languages", "nb:native", "no:native"),
        ],
    )
    def test_item_by_another_name(self, field, said, kept):
        assert getattr(Profile(profession="physician", **{field: [said]}), field) == (kept,)


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"profession": "oculista"}, "it may be"),
            ({"profession": "phisician"}, "did you mean 'physician'?"),
            ({"countries": ["Congo"]}, "it may be CD or CG"),
            ({"countries": ["East Africa"]}, "a region stands in regions"),
            ({"regions": ["Kenya"]}, "the country KE stands in countries"),
            ({"languages": ["Serbo-Croatian"]}, "it may be "),
            ({"languages": ["sh"]}, "it may be sr or hr or bs"),
            ({"interests": ["surgery"]}, "did you mean 'focus_areas'?"),
            ({"specialty": ["surgery"]}, "did you mean 'specialties'?"),
        ],
    )
    def test_with_what_would_be_right(self, fields, told):
        with pytest.raises(ProfileError) as caught:
            Profile(**{"profession": "physician"} | fields)
        assert told in str(caught.value)

    def test_all_faults_of_a_profile_are_told_at_once(self):
        with pytest.raises(ProfileError) as caught:
            Profile(profession="phisician", countries=["Congo", "Utopia"], languages=["sh"])
        assert {problem.column for problem in caught.value.problems} == {
            "profession", "countries", "languages",
        }  # fmt: skip
