"""The pages of the app: the only place that imports Streamlit."""
