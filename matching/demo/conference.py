"""One conference that does not exist, so that pages of events have something to show."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Final

from matching import columns as c
from matching.authorization import Actor
from matching.services.shared.gatherings import checked_event, checked_session
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import GatheringRow, GatheringSessionRow

__all__ = ["enter_conference"]

AHEAD: Final = timedelta(days=160)
THURSDAY: Final = 3
EVENT: Final = {
    c.TITLE: "Fictional Conference on Care Abroad",
    "form": "mixed",
    "place": "Fictional Congress Hall, Nairobi",
    "country": "KE",
    "time_zone": "Africa/Nairobi",
    "organizer": "Fictional Society for Care Abroad",
    c.SUMMARY: "Two days for people who think of going, are about to go or have come back. This "
    "conference is made up: it shows how an event and its sessions look here.",
    c.FOCUS_AREAS: "health-systems|medical-education",
}
SESSIONS: Final = (
    (0, "08:30", "09:30", {
        c.TITLE: "Opening: whom do we serve?", "room": "Main hall",
        "speakers": "Fictional Speaker 1", c.OBSTACLES: "fear-of-harm|time",
        c.SUMMARY: "What hosts ask of those who come, and what they wish nobody brought.",
    }),
    (0, "10:00", "11:30", {
        c.TITLE: "Safe anesthesia with little", "room": "Room 1", "speakers": "Fictional Speaker 2",
        c.PROFESSIONS: "physician|nurse-anesthetist", c.SPECIALTIES: "anesthesiology",
        c.FOCUS_AREAS: "anesthesia|surgery", c.COUNTRIES: "KE",
        c.SUMMARY: "Drawing over, oxygen that runs out, and who watches the patient at night.",
    }),
    (0, "10:00", "11:30", {
        c.TITLE: "Nursing on a ward of forty", "room": "Room 2", "speakers": "Fictional Speaker 3",
        c.PROFESSIONS: "nurse", c.SPECIALTIES: "medical-surgical-nursing|pediatric-nursing",
        c.FOCUS_AREAS: "child-health|nutrition",
        c.SUMMARY: "Triage, rounds and handing over where one nurse looks after forty people.",
    }),
    (0, "13:30", "15:00", {
        c.TITLE: "Surgery that teaches", "room": "Room 1", "speakers": "Fictional Speaker 4",
        c.PROFESSIONS: "physician", c.SPECIALTIES: "general-surgery|orthopedic-surgery",
        c.FOCUS_AREAS: "surgery|medical-education", c.OBSTACLES: "fear-of-harm|training",
        c.SUMMARY: "How a visitor of three weeks leaves something that stays.",
    }),
    (0, "15:30", "16:30", {
        c.TITLE: "Teeth and eyes: clinics that move", "room": "Room 2",
        "speakers": "Fictional Speaker 5", c.PROFESSIONS: "dentist|optometrist|dental-hygienist",
        c.FOCUS_AREAS: "oral-health|eye-care|rural-health",
        c.SUMMARY: "What fits into a car, and how people are found again for the second visit.",
    }),
    (1, "08:30", "10:00", {
        c.TITLE: "Birth, and what may go wrong", "room": "Room 1",
        "speakers": "Fictional Speaker 6",
        c.PROFESSIONS: "midwife|physician|nurse",
        c.SPECIALTIES: "obstetrics-gynecology|labor-delivery-nursing",
        c.FOCUS_AREAS: "maternal-health|obstetric-fistula",
        c.SUMMARY: "Exercises for teams that have one theatre and two hours to the next hospital.",
    }),
    (1, "10:30", "11:30", {
        c.TITLE: "Money, family and leave", "room": "Main hall", "speakers": "Fictional Speaker 7",
        c.OBSTACLES: "funding|debt|family|time",
        c.SUMMARY: "Three households tell what it cost, who paid, and what their children say.",
    }),
    (1, "13:00", "14:00", {
        c.TITLE: "Coming home", "room": "Main hall", "speakers": "Fictional Speaker 8",
        c.OBSTACLES: "re-entry|loneliness", c.FOCUS_AREAS: "mental-health",
        c.SUMMARY: "What nobody asks you after you are back, asked.",
    }),
)  # fmt: skip
"""On which day, from and until when, and the other cells."""


def enter_conference(database: Database, by: Actor, *, now: datetime) -> None:
    """Enter it as staff would, and show it; it begins on a Thursday, some weeks after `now`."""
    first = (now + AHEAD).date()
    first += timedelta(days=(THURSDAY - first.weekday()) % 7)
    days = [first, first + timedelta(days=1)]
    span = {"starts": days[0].isoformat(), "ends": days[1].isoformat()}
    with changing(database) as session:
        session.add(
            GatheringRow(
                **checked_event(session, {**EVENT, **span}),
                gathering_id=_id(0), is_fictional=True, shown_at=now, edited_at=now,
                edited_by=by.account_id,
            )
        )  # fmt: skip
        session.flush()
        for number, (day, start, end, cells) in enumerate(SESSIONS, 1):
            told = {**cells, "starts": f"{days[day]} {start}", "ends": f"{days[day]} {end}"}
            values = checked_session(told, EVENT["time_zone"], now)
            session.add(GatheringSessionRow(**values, session_id=_id(number), gathering_id=_id(0)))
        audit(session, by, "event.change", ("event", _id(0)), now, what="made")


def _id(number: int) -> str:
    """An id that is the same in every demo."""
    return str(uuid.UUID(int=number, version=4))
