"""The vocabulary, adjacency, places and languages that ship with the project, read once."""

from __future__ import annotations

import functools
from pathlib import Path

from matching.names.table import Names
from matching.reference.adjacency import Adjacency
from matching.reference.places import Places
from matching.reference.reading import names_of, read_languages
from matching.reference.vocabulary import Vocabulary

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"


@functools.cache
def shipped_vocabulary() -> Vocabulary:
    """Professions, specialties, focus areas and controlled lists of `data/vocabulary.yaml`."""
    return Vocabulary.from_file(DATA_FOLDER / "vocabulary.yaml")


@functools.cache
def shipped_adjacency() -> Adjacency:
    """Adjacent professions, specialties and focus areas of `data/adjacency.yaml`."""
    return Adjacency.from_file(DATA_FOLDER / "adjacency.yaml", shipped_vocabulary())


@functools.cache
def shipped_places() -> Places:
    """Countries and regions of `data/reference`."""
    return Places.from_folder(DATA_FOLDER / "reference")


@functools.cache
def shipped_languages() -> dict[str, str]:
    """ISO 639-1 code to English name."""
    return read_languages(DATA_FOLDER / "reference" / "languages.csv")


@functools.cache
def shipped_names() -> Names:
    """What people call all these, from `data/names` and the labels."""
    return names_of(DATA_FOLDER, shipped_vocabulary(), shipped_places(), shipped_languages())
