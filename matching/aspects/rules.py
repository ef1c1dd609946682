"""Rules of kind that can be switched off, so that each can be measured by itself.

A rule reads what the words of a role or of a person suggest. It came in because the judgments of
every set say that the list is better with it; `missionmatch evaluate --rules` shows by how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RULES: Final[Mapping[str, str]] = {
    "regions": "A region that the role names is its place.",
}
"""Name of each rule, and what it says."""
