"""Measured once and printed; nothing that serves imports it."""
