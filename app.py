"""Missionmatch: page settings and navigation, nothing else."""

from pathlib import Path

import streamlit as st

from matching.screens import account_bar, look, menu
from matching.screens.visit import browser_storage, resources
from matching.store import DatabaseError

mark = Path(__file__).parent / "matching" / "screens" / "look" / "mark.svg"
st.set_page_config("Missionmatch", mark, layout="wide", initial_sidebar_state=340)
st.logo(mark, size="large")
look.apply()
try:
    page = menu.navigation()
    account_bar.draw(page.url_path)
    browser_storage.keep(
        resources.catalog(), page.url_path
    )  # after the browser knows which page this is
    page.run()
except DatabaseError as error:
    look.empty("This does not work just now", str(error))
