"""The verbs that the outside calls."""
