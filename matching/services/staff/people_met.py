"""For whom staff count what articles do: people who are here, or else fictional ones."""

from __future__ import annotations

import dataclasses
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.evidence.judgments import shipped_judgments
from matching.profile import Profile
from matching.services.shared import small_numbers
from matching.services.shared.kept_profiles import readable
from matching.store.schema import AccountRow, ProfileRow

MOST_COUNTED: Final = 200
"""Saved profiles that are counted at most: ranking one takes about 20 ms."""


@dataclasses.dataclass(frozen=True)
class PeopleMet:
    """The people who are counted.

    Parameters
    ----------
    are_here : bool
        Whether they are saved profiles; else the fictional people of the judged sets.
    passed_over : int
        Saved profiles that cannot be read any more, and so are not counted.
    """

    profiles: tuple[Profile, ...]
    are_here: bool
    passed_over: int

    def told(self, number: int) -> int | None:
        """Give a number of them as it may be told; None for one that is too small."""
        return small_numbers.told(number) if self.are_here else number


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
    profiles = tuple(profile for body in saved if (profile := readable(body)) is not None)
    passed_over = len(saved) - len(profiles)
    if len(profiles) < small_numbers.FEWEST_TOLD:
        made_up = tuple(shipped_judgments()[0])
        return PeopleMet(made_up, are_here=False, passed_over=passed_over)
    return PeopleMet(profiles, are_here=True, passed_over=passed_over)
