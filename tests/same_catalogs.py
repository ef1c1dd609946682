"""What two catalogs have to share to be one and the same to whoever looks for a role."""

import dataclasses

import numpy as np
import pandas as pd

from matching.catalog.role_index import RoleIndex

FRAMES = ("organizations", "roles", "articles")
FIELDS = {field.name for field in dataclasses.fields(RoleIndex)} - {"text"}


def assert_same(catalog, other):
    """Frames, arrays, words with their weights; seasons by which roles share one."""
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(catalog, name), getattr(other, name))
    assert catalog.language_ids == other.language_ids
    for name in sorted(FIELDS):
        both = getattr(catalog.index, name), getattr(other.index, name)
        np.testing.assert_array_equal(*both, err_msg=name)
        if len(catalog.roles):
            assert both[0].dtype.kind == both[1].dtype.kind, name
    seasons = set(zip(catalog.index.season.tolist(), other.index.season.tolist(), strict=True))
    assert len(seasons) == len({one for one, _ in seasons}) == len({two for _, two in seasons})
    assert (-1, -1) in seasons or -1 not in catalog.index.season
    assert catalog.words.tolist() == other.words.tolist()
    assert (catalog.index.text.matrix != other.index.text.matrix).nnz == 0
    said = ["Surgery for children in Kenya", "wordless", ""]
    assert (catalog.vectorizer.transform(said) != other.vectorizer.transform(said)).nnz == 0
