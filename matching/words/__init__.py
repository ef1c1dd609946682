"""Sentences that are not of one aspect: facts of a role, and an explanation put together."""
