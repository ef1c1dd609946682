"""Rows whose true weights are known: what a fit should find again."""

import numpy as np

TRUE_WEIGHTS = np.array([0.4, 0.05, 0.3, 0.0, 0.25])
TRUE_UNKNOWN = np.array([0.1, 0.5, 0.9, 0.5, 0.3])


def graded_rows(rng, *, people=60, rows=25, unknown=0.2, powers=1.0, noise=0.02):
    """Values with gaps, grades 0 to 3 by the true score within each person, and the person."""
    terms = len(TRUE_WEIGHTS)
    X = rng.uniform(size=(people * rows, terms))
    X[rng.uniform(size=X.shape) < unknown] = np.nan
    counts = np.where(np.isnan(X), TRUE_UNKNOWN, np.nan_to_num(X) ** powers)
    score = counts @ TRUE_WEIGHTS + rng.normal(0, noise, len(X))
    groups = np.repeat(np.arange(people), rows)
    y = np.empty(len(X))
    for person in range(people):
        own = groups == person
        y[own] = np.searchsorted(np.quantile(score[own], [0.4, 0.7, 0.9]), score[own])
    return X, y, groups
