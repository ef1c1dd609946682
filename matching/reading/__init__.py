"""Reads a sentence in which a professional says who they are: a profile, part by part."""

from matching.reading.parts import LONGEST, Part, Question, Reading
from matching.reading.sentence import read_sentence

__all__ = ["LONGEST", "Part", "Question", "Reading", "read_sentence"]
