"""Reads a sentence or a CV, which say who a professional is: a profile, part by part."""

from matching.reading.cv import read_cv
from matching.reading.cv_files import CvError, text_of_cv
from matching.reading.parts import LONGEST, Part, Question, Reading
from matching.reading.sentence import read_sentence

__all__ = [
    "LONGEST",
    "CvError",
    "Part",
    "Question",
    "Reading",
    "read_cv",
    "read_sentence",
    "text_of_cv",
]
