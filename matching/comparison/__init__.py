"""One person beside every role: must-haves, terms, points, order."""
