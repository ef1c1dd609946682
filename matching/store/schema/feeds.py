"""Calendars that people's own programs read from a secret address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base
from matching.store.schema.candidates import of_account


class CalendarFeedRow(Base):
    """A person's private calendar; of its address the store keeps a digest alone."""

    __tablename__ = "calendar_feeds"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    token_digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
