"""Missionmatch: page settings and navigation, nothing else."""

from pathlib import Path

import streamlit as st

from matching.screens import look, memory, resources

screens = Path(__file__).parent / "matching" / "screens"
mark = screens / "mark.svg"
st.set_page_config("Missionmatch", mark, layout="wide", initial_sidebar_state=340)
st.logo(mark, size="large")
look.apply()
pages = [
    st.Page(screens / "find.py", title="Find", default=True),
    st.Page(screens / "role.py", title="Role", url_path="role", visibility="hidden"),
    st.Page(screens / "organizations.py", title="Organizations", url_path="organizations"),
    st.Page(screens / "articles.py", title="Articles", url_path="articles"),
    st.Page(screens / "shortlist.py", title="Shortlist", url_path="shortlist"),
]
page = st.navigation(pages, position="top")
memory.keep(resources.catalog())  # after the browser knows which page this is
page.run()
