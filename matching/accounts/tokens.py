"""Random tokens for people, of which the store keeps only a digest."""

from __future__ import annotations

import hashlib
import secrets

__all__ = ["digest", "new_token"]

BYTES = 32


def new_token() -> str:
    """Make a token of 32 random bytes that may stand in a link or a cookie."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """Digest a token for the store. It is random and long, so a plain digest is enough.

    Examples
    --------
    >>> len(digest("token"))
    64
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
