"""How close a profession and a specialty are to what a role needs, by hand."""

import numpy as np
import pytest

from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.work_fit import work_fit
from tests.builders import catalog_of, person, role


def fit(one_role, who):
    """The degrees of one role, alone in its catalog, as plain values."""
    catalog = catalog_of(one_role)
    work = work_fit(EncodedProfile(who, catalog), catalog.index)
    return {name: values[0] for name, values in vars(work).items()}


class TestProfession:
    @pytest.mark.parametrize(
        ("mine", "theirs", "low", "high"),
        [
            ("physician", "physician", 1, 1),
            ("physician", "dentist", 0, 0),
            ("physician", "dentist|physician", 1, 1),
            ("nurse-practitioner", "nurse", 0.25, 0.99),
            ("nurse", "nurse-practitioner", 0, 0),
        ],
    )
    def test_best_degree_over_the_professions_named(self, mine, theirs, low, high):
        assert low <= fit(role(professions=theirs), person(mine))["profession"] <= high

    def test_student_of_the_same_field_acts_for_a_student(self):
        asks = role(professions="student", title="Dental students")
        assert fit(asks, person("dentist", trainee="yes"))["profession"] > 0.25
        assert fit(asks, person("dentist"))["profession"] == 0
        assert fit(asks, person("nurse", trainee="yes"))["profession"] == 0

    def test_dental_student_may_assist(self):
        asks = role(professions="dental-assistant")
        assert fit(asks, person("dentist", trainee="yes"))["profession"] >= 0.25
        assert fit(asks, person("dentist"))["profession"] == 0

    def test_specialty_reaches_across_professions(self):
        """An oral surgeon (a dentist) for a maxillofacial surgeon's role (a physician's)."""
        asks = role(specialties="maxillofacial-surgery")
        assert fit(asks, person("dentist", specialties="oral-surgery"))["profession"] >= 0.25
        assert fit(asks, person("dentist", specialties="endodontics"))["profession"] < 0.25

    def test_post_of_a_director_sinks_and_closes_nothing(self):
        """A nurse practitioner may act for a nurse, less as a director, and is not shut out."""
        leads = role(professions="nurse", title="Director of nursing")
        who = person("nurse-practitioner")
        post, directs = fit(role(professions="nurse"), who), fit(leads, who)
        assert 0.25 <= directs["profession"] < post["profession"]
        asks = person("nurse-practitioner", focus_areas=["health-systems"])
        assert fit(leads, asks)["profession"] == post["profession"]
        assert fit(leads, person("dentist"))["profession"] == 0


class TestSpecialty:
    def test_best_of_several_on_both_sides_counts(self):
        asks = role(specialties="ophthalmology|general-surgery")
        who = person(specialties=["dermatology", "general-surgery"])
        assert fit(asks, who)["specialty"] == 1

    def test_nothing_named_fits_everyone(self):
        found = fit(role(), person(specialties="dermatology"))
        assert found["specialty"] == 1
        assert not found["specialty_named"]
        assert not found["work_described"]
        assert found["specialty_known"]

    def test_named_specialty_is_unknown_for_someone_without_one(self):
        found = fit(role(specialties="urology"), person())
        assert found["specialty_named"]
        assert not found["specialty_known"]

    def test_specialties_of_another_profession_do_not_bear_on_a_person(self):
        asks = role(professions="physician|nurse", specialties="perioperative-nursing")
        assert not fit(asks, person(specialties="urology"))["specialty_named"]

    def test_named_specialty_comes_before_described_work(self):
        asks = role(specialties="ophthalmology", focus_areas="surgery")
        found = fit(asks, person(specialties="general-surgery"))
        assert found["specialty_named"]
        assert not found["work_described"]
        assert found["specialty"] == 0


class TestDescribedWork:
    def test_work_that_a_specialist_does(self):
        found = fit(role(focus_areas="eye-care"), person(specialties="ophthalmology"))
        assert found["work_described"]
        assert found["specialty"] == 1

    def test_broad_work_counts_less_beside_narrow_work(self):
        surgeon = person(specialties="general-surgery")
        broad = fit(role(focus_areas="surgery"), surgeon)["specialty"]
        beside = fit(role(focus_areas="surgery|cleft-care"), surgeon)["specialty"]
        assert broad > beside

    def test_narrow_work_of_another_profession_that_is_asked_for_too_is_its_own(self):
        """A clinic with a dentist has oral health among its work; the physician does the rest."""
        doctor = person(specialties="family-medicine")
        both = role(professions="physician|dentist", focus_areas="primary-care|oral-health")
        alone = role(professions="physician", focus_areas="primary-care|oral-health")
        assert fit(both, doctor)["specialty"] > fit(alone, doctor)["specialty"]

    @pytest.mark.parametrize("area", ["medical-education", "refugees", "rural-health"])
    def test_work_that_says_nothing_of_the_clinician_bounds_nobody(self, area):
        found = fit(role(focus_areas=area), person(specialties="dermatology"))
        assert not found["work_described"]
        assert found["specialty"] == 1

    def test_degrees_lie_between_nothing_and_one(self):
        catalog = catalog_of(role("a--a", focus_areas="surgery|cleft-care"), role("b--b"))
        for specialty in catalog.specialty_ids:
            profession = catalog.vocabulary.profession_of[specialty]
            who = EncodedProfile(person(profession, specialties=specialty), catalog)
            work = work_fit(who, catalog.index)
            for values in (work.profession, work.specialty):
                assert (values >= 0).all()
                assert (values <= 1).all()
                assert np.isfinite(values).all()
