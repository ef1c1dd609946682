"""The data and the recommender, loaded once for everyone: the only `st.cache_resource`."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from matching import Catalog, Recommender

DATA_FOLDER_VARIABLE = "MISSIONMATCH_DATA"
"""Environment variable that names another folder with the reference data."""


def data_folder() -> str:
    """Return the folder with the reference data: `data` beside the app unless said otherwise."""
    beside_the_app = Path(__file__).resolve().parents[2] / "data"
    return os.environ.get(DATA_FOLDER_VARIABLE) or str(beside_the_app)


def catalog() -> Catalog:
    """Return organizations, roles, articles and countries."""
    return _catalog(data_folder())


def recommender() -> Recommender:
    """Return the recommender with the active weight set."""
    return _recommender(data_folder())


@st.cache_resource(show_spinner="Opening the list of roles …")
def _catalog(folder: str) -> Catalog:
    return Catalog.from_folder(folder)


@st.cache_resource(show_spinner="Opening the list of roles …")
def _recommender(folder: str) -> Recommender:
    return Recommender(_catalog(folder))
