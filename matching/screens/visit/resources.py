"""The store, the catalog and the recommender of this process, shared by everyone.

The catalog is read anew as soon as the store holds other organizations, roles or articles, in
whichever process they were changed; weights that were published, and the floor that was set, serve
at once in the same way. A new day begins with new recommenders.
"""

from __future__ import annotations

import functools
import threading
from datetime import date

import streamlit as st

from matching import Catalog, Recommender, WeightSet
from matching.authorization import PROFESSIONAL, RECRUITER
from matching.browsing.browser import Browser
from matching.browsing.related_articles import RelatedArticles
from matching.comparison.exposure_floor import NO_FLOOR, ExposureFloor
from matching.environment import today
from matching.reference.shipped import shipped_adjacency
from matching.services.weights.floors import active_floor
from matching.services.weights.weight_sets import active_weight_set, read_weight_set
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
    opened = open_database()
    opened.log_outages()
    return opened


def catalog_key() -> str:
    """Return a text that is another one when the catalog is another one."""
    return f"{database().place} {today()} {reference_state(database())}"


def catalog() -> Catalog:
    """Return organizations, roles, articles and countries as they are now."""
    return _catalog(catalog_key())


def active_weights(side: str) -> tuple[str | None, WeightSet]:
    """Return the id and the weights that serve a side now; the id is None for the shipped ones."""
    return active_weight_set(database(), side)


def recommender() -> Recommender:
    """Return the recommender with the weights and the floor that rank roles for a person."""
    weights, floor = active_weights(PROFESSIONAL), active_floor(database())
    return _recommender(catalog_key(), today(), *weights, *floor)


def candidate_recommender() -> Recommender:
    """Return the recommender with the weights that rank people for a role."""
    weights = active_weights(RECRUITER)
    return _recommender(catalog_key(), today(), *weights, 0, NO_FLOOR)


def stored_recommender(weight_set_id: str | None) -> Recommender:
    """Return the recommender with a stored weight set and no floor; None is the program's set.

    Raises
    ------
    UnknownIdError, WeightSetError
        There is none of this id, or this program cannot read it any more.
    """
    return _stored_recommender(catalog_key(), today(), weight_set_id)


@st.cache_resource(show_spinner="Opening the list of roles …", max_entries=_KEPT)
def _catalog(key: str) -> Catalog:
    return Catalog.from_reference(read_reference_from(database()), shipped_adjacency())


# Which weights and floor they are is told by the ids; of each catalog there may be two sets.
@st.cache_resource(show_spinner="Opening the list of roles …", max_entries=2 * _KEPT)
def _recommender(
    key: str,
    today: date,
    weight_set_id: str | None,
    _weights: WeightSet,
    floor_number: int,
    _floor: ExposureFloor,
) -> Recommender:
    return Recommender(_catalog(key), _weights, today, _floor)


# What is stored under an id never changes. Of each catalog there may be the two of an experiment.
@st.cache_resource(show_spinner="Opening the list of roles …", max_entries=2 * _KEPT)
def _stored_recommender(key: str, today: date, weight_set_id: str | None) -> Recommender:
    return Recommender(_catalog(key), read_weight_set(database(), weight_set_id), today)


def browser() -> Browser:
    """Return search and filters over the catalog, built once for everyone."""
    return _browser(catalog_key())


def related() -> RelatedArticles:
    """Return what finds articles that belong together, built once for everyone."""
    return _related(catalog_key(), today())


@st.cache_resource(show_spinner=False, max_entries=2)
def _browser(key: str) -> Browser:
    return Browser(catalog())


@st.cache_resource(show_spinner=False, max_entries=2)
def _related(key: str, today: date) -> RelatedArticles:
    return RelatedArticles(_catalog(key), today, recommender().article_index)
