"""The store, the catalog and the recommender of this process, shared by everyone.

The catalog is read anew as soon as the store holds other organizations, roles or articles, in
whichever process they were changed.
"""

from __future__ import annotations

import functools
import threading

import streamlit as st

from matching import Catalog, Recommender
from matching.shipped import shipped_adjacency
from matching.store import Database, open_database
from matching.store.reference_rows import read_reference_from, reference_state

_KEPT = 2
"""Catalogs that are kept: that of now, and the one before for whoever is in the middle of a run."""


_opening = threading.Lock()


def database() -> Database:
    """Open the store, once; pages and the routes of accounts share it."""
    with _opening:
        return _database()


@functools.cache
def _database() -> Database:
    return open_database()


def catalog_key() -> str:
    """Return a text that is another one when the catalog is another one."""
    return f"{database().place} {reference_state(database())}"


def catalog() -> Catalog:
    """Return organizations, roles, articles and countries as they are now."""
    return _catalog(catalog_key())


def recommender() -> Recommender:
    """Return the recommender with the active weight set."""
    return _recommender(catalog_key())


@st.cache_resource(show_spinner="Opening the list of roles …", max_entries=_KEPT)
def _catalog(key: str) -> Catalog:
    return Catalog.from_reference(read_reference_from(database()), shipped_adjacency())


@st.cache_resource(show_spinner="Opening the list of roles …", max_entries=_KEPT)
def _recommender(key: str) -> Recommender:
    return Recommender(_catalog(key))
