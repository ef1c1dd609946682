"""Columns that are written as text are columns that there are."""

import ast
from pathlib import Path

import pytest

from matching import columns as c
from matching.reference.reading import read_reference
from matching.reference.shipped import DATA_FOLDER
from tests.test_architecture import REPOSITORY, WINGS, modules, wing

OF_THE_CATALOG = set(WINGS[: WINGS.index("services")]) - {"store"}
"""Where `roles` are the catalog's; those of the store and of the services have more columns."""


@pytest.fixture(scope="module")
def columns():
    """The columns of a frame, or of a row of it, by the name that either has."""
    read = read_reference(Path(DATA_FOLDER))
    frames = {
        ("role", "roles"): read.roles,
        ("organization", "organizations"): read.organizations,
        ("article", "articles"): read.articles,
        ("country", "countries"): read.places.countries,
    }
    found = {name: set(frame.columns) for names, frame in frames.items() for name in names}
    return found | {"judgments": {*c.JUDGMENTS_TABLE, c.AUTHOR}}


def texts_in(node):
    """Texts that an index is made of: `"site"`, `["site", "where"]`, `mask, "site"`."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.List | ast.Tuple):
        return [text for item in node.elts for text in texts_in(item)]
    return []


def read_columns(tree):
    """Each column that is read by a text, with the name of what it is read from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            of = node.value
            if isinstance(of, ast.Attribute) and of.attr in ("loc", "at"):
                of = of.value
            name = ast.unparse(of).rpartition(".")[2]
            yield from ((name, text) for text in texts_in(node.slice))


def unknown_columns(source, columns):
    return [
        f'{name}["{text}"]'
        for name, text in read_columns(ast.parse(source))
        if name in columns and text not in columns[name]
    ]


def test_every_column_that_is_read_by_text_is_one(columns):
    for name, path in modules(REPOSITORY).items():
        if wing(name) in OF_THE_CATALOG:
            assert unknown_columns(path.read_text("utf-8"), columns) == [], name


def test_the_columns_that_are_read_by_text_are_seen():
    source = (REPOSITORY / "matching" / "aspects" / "family.py").read_text("utf-8")
    assert ("role", "family") in read_columns(ast.parse(source))


def test_a_misspelt_column_is_found(columns):
    source = """
own = pair.role["langauges"], role["languages"]
stated = catalog.roles.loc[mask, "min_week"]
few = organizations[["name", "titel"]]
"""
    assert set(unknown_columns(source, columns)) == {
        'role["langauges"]', 'roles["min_week"]', 'organizations["titel"]',
    }  # fmt: skip
