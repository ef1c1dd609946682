"""Who may act for whom: the shipped table, and what is refused."""

import re

import numpy as np
import pytest

from matching.errors import DataError
from matching.reference.adjacency import LEAST_DEGREE, Adjacency
from matching.reference.shipped import shipped_adjacency, shipped_vocabulary
from tests.builders import DATA

VOCABULARY = shipped_vocabulary()
PROFESSIONS = list(VOCABULARY.professions)
SPECIALTIES = list(VOCABULARY.specialty_labels)
FOCUS_AREAS = list(VOCABULARY.focus_areas)


@pytest.fixture
def changed(tmp_path):
    """Read the shipped table with one piece of text replaced."""

    def read(old, new):
        text = (DATA / "adjacency.yaml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "adjacency.yaml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return Adjacency.from_file(path, VOCABULARY)

    return read


class TestShipped:
    @pytest.mark.parametrize("name", ["professions", "specialties", "related"])
    def test_everyone_is_wholly_what_they_are(self, name):
        assert (np.diag(getattr(shipped_adjacency(), name)) == 1).all()

    @pytest.mark.parametrize("name", ["professions", "specialties", "related", "work", "trainees"])
    def test_degrees_lie_between_nothing_and_one(self, name):
        matrix = getattr(shipped_adjacency(), name)
        assert (matrix >= 0).all()
        assert (matrix <= 1).all()

    def test_shapes_are_those_of_the_vocabulary(self):
        table = shipped_adjacency()
        assert table.professions.shape == (len(PROFESSIONS),) * 2
        assert table.specialties.shape == (len(SPECIALTIES),) * 2
        assert table.work.shape == (len(SPECIALTIES), len(FOCUS_AREAS))
        assert table.owners.shape == (len(PROFESSIONS), len(FOCUS_AREAS))

    def test_related_focus_areas_are_related_both_ways(self):
        related = shipped_adjacency().related
        assert (related == related.T).all()

    def test_degree_is_read_from_the_person_to_what_is_asked(self):
        table = shipped_adjacency()
        hygienist, assistant = (
            PROFESSIONS.index(name) for name in ("dental-hygienist", "dental-assistant")
        )
        assert table.professions[hygienist, assistant] > LEAST_DEGREE
        assert table.professions[assistant, hygienist] == 0

    def test_no_physician_acts_for_a_dentist_and_no_dentist_for_a_physician(self):
        table = shipped_adjacency()
        one, other = PROFESSIONS.index("physician"), PROFESSIONS.index("dentist")
        assert table.professions[one, other] == table.professions[other, one] == 0

    def test_narrow_and_broad_work_are_apart_and_both_bounding(self):
        table = shipped_adjacency()
        assert not (table.narrow & table.broad).any()
        assert table.bounding[table.narrow | table.broad].all()

    @pytest.mark.parametrize("specialty", ["general-surgery", "ophthalmology", "general-dentistry"])
    def test_specialist_has_work_of_their_own(self, specialty):
        assert shipped_adjacency().work[SPECIALTIES.index(specialty)].max() == 1


class TestRefusing:
    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("physician: {public-health: 0.3}", "phisician: {nurse: 1}", "unknown id `phisician`"),
            ("physician: {public-health: 0.3}", "physician: {nurs: 1}", "unknown id `nurs`"),
            ("{public-health: 0.3}", "{public-health: 1.4}", "degree `1.4` is not a number"),
            ("{public-health: 0.3}", "{public-health: -0.1}", "degree `-0.1` is not a number"),
            ("{public-health: 0.3}", "{public-health: much}", "degree `much` is not a number"),
            ("{public-health: 0.3}", "{public-health: yes}", "degree `True` is not a number"),
            ("{public-health: 0.3}", "{public-health: .nan}", "degree `nan` is not a number"),
            ("bounding_work:", "bounding:", "bounding_work"),
            ("[surgery, orthopedics, 0.4]", "[surgery, orthopedic, 0.4]", "id `orthopedic`"),
            ("[surgery, orthopedics, 0.4]", "[surgery, orthopedics]", "adjacency.yaml: "),
            ("beside_narrow: 0.4", "beside_narrow: 4", "degree `4` is not a number"),
        ],
    )
    def test_fault_is_named(self, changed, old, new, message):
        with pytest.raises(DataError, match=re.escape(message)):
            changed(old, new)

    @pytest.mark.parametrize("text", ["", "[]", "professions", "professions: [1]", "{", "a: *b"])
    def test_file_that_is_no_table_is_refused(self, tmp_path, text):
        path = tmp_path / "adjacency.yaml"
        path.write_text(text)
        with pytest.raises(DataError, match="adjacency.yaml"):
            Adjacency.from_file(path, VOCABULARY)

    def test_missing_and_undecodable_files_are_named(self, tmp_path):
        path = tmp_path / "adjacency.yaml"
        with pytest.raises(DataError, match="adjacency.yaml cannot be read"):
            Adjacency.from_file(path, VOCABULARY)
        path.write_bytes("é".encode("latin-1"))
        with pytest.raises(DataError, match="adjacency.yaml cannot be read"):
            Adjacency.from_file(path, VOCABULARY)
