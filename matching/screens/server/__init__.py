"""Streamlit's server and what stands before it; no page is here."""
