"""Profiles of the store, one of which may be of a time when other things were asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matching import written
from matching.errors import ProfileError
from matching.profile import Profile


def readable(body: Mapping[str, Any], **more: str) -> Profile | None:
    """Read a saved profile, where many are read; None for one that is none any more.

    Parameters
    ----------
    more
        Fields that stand instead of those that were saved.
    """
    try:
        return Profile.from_mapping({**written.mended(body), **more})
    except ProfileError:
        return None
