"""Grades and deeds, and figures on them."""
