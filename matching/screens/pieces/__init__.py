"""Pieces that pages of several audiences draw: cards, lists, tables of facts."""
