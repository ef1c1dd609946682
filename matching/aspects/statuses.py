"""The four statuses of a must-have."""

from __future__ import annotations

MISSING, NOT_STATED, MET, NOT_ASKED = -1, 0, 1, 2
STATUS_NAMES = {MISSING: "missing", NOT_STATED: "not stated", MET: "met", NOT_ASKED: "not asked"}
