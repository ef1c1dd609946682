"""Which term a coded reason speaks about, and which reasons say nothing of how well it fits."""

from __future__ import annotations

from typing import Final

UNNAMED: Final = 0.5
"""What a no without a named term counts, beside 1 for one that names its term."""

_SAME: Final = (
    "specialty", "language", "place", "dates", "length", "setting", "faith", "funding", "family",
    "experience",
)  # fmt: skip
OF_DISMISSAL: Final[dict[str, str | None]] = {
    **dict(zip(_SAME, _SAME, strict=True)),
    "focus": "focus",
    "outdated": "record",
    "other": None,
    "": None,
}
"""Reason of a professional to the term it names, None for none. `organization` and `known` are
left out: they say nothing of the terms."""
OF_DECLINING: Final[dict[str, str | None]] = {
    **dict(zip(_SAME, _SAME, strict=True)),
    "profession": "specialty",
    "other": None,
}
"""Reason of an organization to the term it names, None for none. Left out are those that no term
could have foreseen: `filled`, `closed`, `no-answer`, `other-plans`, `license`, `references`."""


def counts(term: str | None) -> float:
    """How much a no counts.

    Examples
    --------
    >>> counts("language"), counts(None)
    (1.0, 0.5)
    """
    return UNNAMED if term is None else 1.0
