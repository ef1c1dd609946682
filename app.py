"""Missionmatch: page settings and navigation, nothing else."""

from pathlib import Path

import streamlit as st

from matching.screens import account_bar, look, memory, menu, resources
from matching.store import DatabaseError

mark = Path(__file__).parent / "matching" / "screens" / "mark.svg"
st.set_page_config("Missionmatch", mark, layout="wide", initial_sidebar_state=340)
st.logo(mark, size="large")
look.apply()
try:
    page = menu.navigation()
    account_bar.draw(page.url_path)
    memory.keep(resources.catalog())  # after the browser knows which page this is
    page.run()
except DatabaseError as error:
    look.empty("This does not work just now", str(error))
