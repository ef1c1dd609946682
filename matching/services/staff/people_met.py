"""For whom staff count what articles do: people who are here, or else fictional ones."""

from __future__ import annotations

import dataclasses
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import written
from matching.evidence.judgments import shipped_judgments
from matching.profile import Profile
from matching.store.schema import AccountRow, ProfileRow

FEW: Final = 5
"""Of people who are here, a smaller number is not told, for nobody to be found by it."""
MOST_COUNTED: Final = 200
"""Saved profiles that are counted at most: ranking one takes about 20 ms."""


@dataclasses.dataclass(frozen=True)
class PeopleMet:
    """The people who are counted.

    Parameters
    ----------
    are_here : bool
        Whether they are saved profiles; else the fictional people of the judged sets.
    """

    profiles: tuple[Profile, ...]
    are_here: bool

    def told(self, number: int) -> int | None:
        """Give a number of them as it may be told; None for one that is too small."""
        return None if self.are_here and 0 < number < FEW else number


def people_met(session: Session) -> PeopleMet:
    """Give the saved profiles, those changed last; with fewer than five of them, fictional people.

    Accounts that are disabled do not count.
    """
    saved = session.scalars(
        select(ProfileRow.body)
        .join(AccountRow, AccountRow.account_id == ProfileRow.account_id)
        .where(AccountRow.disabled_at.is_(None))
        .order_by(ProfileRow.updated_at.desc(), ProfileRow.account_id)
        .limit(MOST_COUNTED)
    ).all()
    if len(saved) < FEW:
        return PeopleMet(tuple(shipped_judgments()[0]), are_here=False)
    profiles = tuple(Profile.from_mapping(written.mended(body)) for body in saved)
    return PeopleMet(profiles, are_here=True)
