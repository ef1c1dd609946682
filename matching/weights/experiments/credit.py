"""From what people did about drafted lists to one vote a person."""

from __future__ import annotations

import numpy as np
import pandas as pd

from matching.arrays import Floats, Ints
from matching.evidence.actions import strongest
from matching.weights.experiments.drafting import FIRST, SECOND

DISLIKED = -1.0


def credits(teams: pd.Series, kinds: pd.Series) -> Floats:
    """What each role counts for the second ranking; negative for the first.

    A role that was liked counts for the team that chose it, as strongly as `actions.LIKES` says;
    one that was dismissed counts against it.
    """
    side = np.select([teams == SECOND, teams == FIRST], [1.0, -1.0], 0.0)
    worth = [DISLIKED if "dismissed" in done else strongest(done) for done in kinds]
    return np.asarray(side * np.array(worth, dtype=float), dtype=float)


def votes(shown: pd.DataFrame) -> Ints:
    """Give one vote a person: 1 for the second ranking, -1 for the first.

    A person votes once, by all that they did on the first day on which it favoured one of the two:
    what one person does again and again is no new evidence, and votes that are independent are what
    the verdict rests on.

    Parameters
    ----------
    shown : DataFrame
        `person`, `shown_at` (moment), `team`, `kinds` (frozenset of event kinds).

    Returns
    -------
    array of int
        In the order of the days; people who favoured neither are left out.
    """
    day = pd.to_datetime(shown["shown_at"], utc=True).dt.floor("D")
    each = pd.DataFrame(
        {
            "person": shown["person"],
            "day": day,
            "credit": credits(shown["team"], shown["kinds"]),
        }
    )
    days = each.groupby(["day", "person"], as_index=False)["credit"].sum()
    decided = days[days["credit"] != 0].drop_duplicates("person")
    return np.asarray(np.sign(decided["credit"]), dtype=np.int64)
