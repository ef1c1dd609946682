"""Text: the person's own words against those of the role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from matching.aspects.aspect import Term, Weighed, Words, all_roles, not_wished, said
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.pair import Pair
from matching.phrases import listed

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SAYS_LITTLE = frozenset(
    "year years week weeks month months day days work working serve serving service help helping "
    "like love want would time small new".split()
)
"""Words that two texts share without saying anything about the match."""


class Text(Weighed):
    """The statement of a person, against title and summary of a role, by weighted words."""

    name = "text"
    role_columns = ("text",)
    profile_fields = ("statement",)
    term = "text"
    term_label = "Your own words"
    label_about_them = "Their own words"
    curves = {"text_full": "Likeness of words (cosine) that earns all points."}
    is_concern = False
    is_of_statement = True

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Cosine of the two texts as a share of what earns all points."""
        if not beside.person.profile.statement:
            return not_wished(beside)
        likeness = beside.text.likeness(statement_words(beside.person))
        values = np.minimum(1.0, likeness / max(curves["text_full"], 1e-6))
        return Term(values, all_roles(beside), True)

    def says(self, pair: Pair) -> Words:
        """Quote the words that weigh most in both."""
        own, shared = f"{pair.voice.your} own words", _shared_words(pair)
        if not shared:
            return said(f"{own} and the role's description have little in common", is_wish=False)
        quoted = listed([f"“{word}”" for word in shared])
        return said(f"{own} and the role's meet in {quoted}", is_wish=len(shared) > 1)


@once_a_person
def statement_words(person: EncodedProfile) -> csr_matrix:
    """Word weights of the statement, shape (1, words)."""
    from sklearn import config_context

    # The checks of one short text would take longer than reading it.
    with config_context(skip_parameter_validation=True, assume_finite=True):
        return person.catalog.vectorizer.transform([person.profile.statement])


def _shared_words(pair: Pair, most: int = 3) -> list[str]:
    """Words that weigh most in both texts, without those inside a longer shared phrase."""
    product = statement_words(pair.person).multiply(pair.roles.text.matrix[pair.row]).tocoo()
    names = pair.catalog.words
    heaviest = [str(names[column]) for column in product.col[np.argsort(-product.data)]]
    phrases = [word for word in heaviest if " " in word]
    heaviest = [word for word in heaviest if word not in SAYS_LITTLE]
    single = [
        word
        for word in heaviest
        if not any(word in phrase.split() for phrase in phrases if word != phrase)
    ]
    return single[:most]


TEXT = Text()
