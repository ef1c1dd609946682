"""Missionmatch: page settings and navigation, nothing else."""

import streamlit as st

from matching.screens import look, memory, resources

st.set_page_config(
    page_title="Missionmatch",
    page_icon=":material/volunteer_activism:",
    layout="wide",
    initial_sidebar_state=340,
)
look.apply()
memory.keep(resources.catalog())
screens = "matching/screens"
pages = [
    st.Page(f"{screens}/find.py", title="Find", icon=":material/search:", default=True),
    st.Page(f"{screens}/role.py", title="Role", url_path="role", visibility="hidden"),
    st.Page(f"{screens}/organizations.py", title="Organizations", url_path="organizations"),
    st.Page(f"{screens}/articles.py", title="Articles", url_path="articles"),
    st.Page(f"{screens}/shortlist.py", title="Shortlist", url_path="shortlist"),
]
st.navigation(pages, position="top").run()
