"""The numbers of a weight set that order articles: what a term counts, and what lowers one."""

from __future__ import annotations

from typing import Final

TERMS: Final = {
    "specialty": "Weight of the person's own specialty, or one near it.",
    "work": "Weight of the wished work.",
    "text": "Weight of likeness in words.",
    "place": "Weight of a wished place.",
    "obstacle": "Weight of help with what stands in the person's way.",
    "stage": "Weight of the stage that it is written for.",
    "how_to": "Weight of saying how something is done.",
}
"""What counts for an article, with what it says."""
LOWERS: Final = {
    "another_profession": "What is left of one for other professions.",
    "another_specialty": "What is left of one on other specialties alone.",
    "faith": "What is left of one of faith for who asks for secular organizations.",
    "another_faith": "What is left of a Christian one for who has another faith, or none.",
    "avoided": "What is left of one that speaks of avoided places alone.",
    "students": "What is left of one for students where the person is none.",
    "others": "What is left of one on difficulties that are not the person's.",
    "at_home": "What is left of one on serving at home where the person did not ask for it.",
    "abroad": "What is left of one on going abroad where the person wants to serve at home.",
    "length": "What is left of one on stays far longer or shorter than the person's.",
    "undated": "What is left of an event that names no day.",
    "without_help": "What is left of one while nothing above helps with what is surely in the way.",
    "same_publisher": "What is left of each further one of a publisher.",
    "same_kind": "What is left of each further one of a kind.",
}
"""What speaks against an article, each as the share of its score that is left."""
ARTICLE_NUMBERS: Final = {**TERMS, **LOWERS}
DEFAULTS: Final = {
    "specialty": 0.55, "work": 2.0, "text": 1.15, "place": 2.0, "obstacle": 0.65, "stage": 0.35,
    "how_to": 0.2,
    "another_profession": 0.15, "another_specialty": 0.7, "faith": 0.3, "another_faith": 0.7,
    "avoided": 0.1, "students": 0.6, "others": 0.6, "at_home": 0.7, "abroad": 0.6, "length": 0.7,
    "undated": 0.8, "without_help": 0.8, "same_publisher": 0.85, "same_kind": 0.95,
}  # fmt: skip
