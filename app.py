"""Missionmatch: page settings and navigation, nothing else."""

import streamlit as st

from matching.screens import look, memory, resources

screens = "matching/screens"
st.set_page_config(
    page_title="Missionmatch",
    page_icon=f"{screens}/mark.svg",
    layout="wide",
    initial_sidebar_state=340,
)
st.logo(f"{screens}/mark.svg", size="large")
look.apply()
memory.keep(resources.catalog())
pages = [
    st.Page(f"{screens}/find.py", title="Find", icon=":material/search:", default=True),
    st.Page(f"{screens}/role.py", title="Role", url_path="role", visibility="hidden"),
    st.Page(f"{screens}/organizations.py", title="Organizations", url_path="organizations"),
    st.Page(f"{screens}/articles.py", title="Articles", url_path="articles"),
    st.Page(f"{screens}/shortlist.py", title="Shortlist", url_path="shortlist"),
]
st.navigation(pages, position="top").run()
