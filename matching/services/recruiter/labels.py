"""What people are called in front of an organization."""

from __future__ import annotations

import hashlib


def candidate_label(account_id: str) -> str:
    """Give what a person is called as long as nobody introduced them, everywhere the same.

    Examples
    --------
    >>> candidate_label("amina")
    'Candidate F487DF'
    """
    return f"Candidate {hashlib.sha256(account_id.encode()).hexdigest()[:6].upper()}"
