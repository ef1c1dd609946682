"""Searching, filtering, related things, and what one takes along."""
