"""Two rankings in one list, so that what people do tells which of them is better."""

from matching.interleaving.credit import votes
from matching.interleaving.drafting import FIRST, SECOND, Drafted, team_draft
from matching.interleaving.verdict import Verdict, judge

__all__ = ["FIRST", "SECOND", "Drafted", "Verdict", "judge", "team_draft", "votes"]
