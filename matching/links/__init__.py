"""Whether pages of the web can be opened."""
