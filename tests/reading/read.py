"""What the tests of the reader share: a day, and short ways to ask."""

from datetime import date

from matching.reading import read_sentence
from matching.reading.page import Page
from matching.reference.shipped import shipped_names

TODAY = date(2026, 11, 30)


def reading(text, today=TODAY):
    return read_sentence(text, today)


def fields(text, today=TODAY):
    return reading(text, today).fields()


def page(text, today=TODAY):
    return Page(text, today, shipped_names())


def words(text, field):
    """The words that parts of a field came from."""
    return [text[part.start : part.end] for part in reading(text).parts if part.field == field]
