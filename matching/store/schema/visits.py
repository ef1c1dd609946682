"""When recruiters last looked at what there is to do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from matching.store.schema.base import Base
from matching.store.schema.candidates import of_account


class VisitRow(Base):
    """The visit of a recruiter that goes on, and when the one before it ended.

    Parameters
    ----------
    seen_at : datetime
        When they last looked, as far as it is written down.
    before_at : datetime or None
        When they last looked before this visit; what happened since is new. None: never.
    """

    __tablename__ = "visits"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    seen_at: Mapped[datetime]
    before_at: Mapped[datetime | None]
