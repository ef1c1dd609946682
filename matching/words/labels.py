"""The labels of what records and people are about, as words to compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from matching import columns

if TYPE_CHECKING:
    import pandas as pd

    from matching.catalog import Catalog


def labels_of(catalog: Catalog, kind: str, ids: Iterable[str]) -> list[str]:
    """Labels of ids; one that this catalog's vocabulary lacks stands for itself."""
    labels = catalog.vocabulary.labels(kind)
    return [labels.get(id_, id_) for id_ in ids]


def labels_of_record(catalog: Catalog, row: Mapping[Any, Any] | pd.Series) -> list[str]:
    """The labels of the professions, specialties, work and places of a role or an article."""
    return [
        *labels_of(catalog, "profession", row[columns.PROFESSIONS]),
        *labels_of(catalog, "specialty", row[columns.SPECIALTIES]),
        *labels_of(catalog, "focus_area", row[columns.FOCUS_AREAS]),
        *(catalog.places.name(code) for code in row[columns.COUNTRIES]),
    ]
