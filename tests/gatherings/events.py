"""An event for tests, of which each shows what matters to it."""

import datetime as dt

from matching.gatherings.gathering import Gathering, GatheringSession

NINE = dt.datetime(2027, 5, 12, 6, tzinfo=dt.UTC)
"""In Nairobi."""
AN_HOUR = dt.timedelta(hours=1)


def session(session_id, **more):
    given = {"title": session_id.title(), "starts_at": NINE, "ends_at": NINE + AN_HOUR}
    return GatheringSession(session_id=session_id, **(given | more))


def gathering(*sessions, **more):
    midnight = dt.datetime(2027, 5, 11, 21, tzinfo=dt.UTC)
    given = {
        "gathering_id": "g", "title": "Days", "form": "on-site", "time_zone": "Africa/Nairobi",
        "starts_at": midnight, "ends_at": midnight + dt.timedelta(days=2), "version": 3,
        "edited_at": dt.datetime(2026, 11, 23, 12, 30, tzinfo=dt.UTC), "shown_at": midnight,
    }  # fmt: skip
    return Gathering(sessions=sessions, **(given | more))
