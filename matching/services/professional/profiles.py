"""A professional's own profile, and who may see it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from matching import written
from matching.authorization import Actor
from matching.profile import Profile
from matching.services.shared.consents import keep_consent
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import own, require_now
from matching.services.shared.texts import LONGEST_CONTACT, LONGEST_NAME, text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.database import require_version
from matching.store.failures import CHANGED_MEANWHILE
from matching.store.schema import ProfileRow
from matching.store.words import VISIBILITIES

STORAGE_TEXT: Final = "Missionmatch keeps my profile until I delete it."
VISIBILITY_TEXTS: Final = {
    "hidden": "No organization finds me, unless I show interest in one of its roles.",
    "anonymous": (
        "Organizations see what I can do and wish for, without my name, contact and statement."
    ),
    "visible": (
        "Organizations see what I can do and wish for, and my statement. My name and contact are "
        "for those whom I agree to be introduced to."
    ),
}
"""What a person is shown, and agrees to, when they choose who may see them."""
_RISING: Final = tuple(VISIBILITIES)  # hidden first


@dataclasses.dataclass(frozen=True)
class MyProfile:
    """A professional's profile as they saved it; `version` goes back with the next change."""

    profile: Profile
    visibility: str
    display_name: str
    contact: str
    updated_at: datetime
    version: int


def my_profile(database: Database, actor: Actor, *, now: datetime) -> MyProfile | None:
    """Read one's own profile; None if none was saved yet."""
    with database.reading() as session:
        require_now(session, actor, "profile.read", own(actor))
        row = session.get(ProfileRow, actor.account_id)
        return None if row is None else _as_saved(row)


def save_profile(
    database: Database,
    actor: Actor,
    fields: Profile | Mapping[str, Any],
    *,
    visibility: str = "hidden",
    display_name: str = "",
    contact: str = "",
    agreed: bool = False,
    version: int = 0,
    now: datetime,
) -> MyProfile:
    """Save one's own profile.

    Parameters
    ----------
    fields : Profile or mapping
        A mapping is read by `Profile.from_mapping`.
    agreed : bool
        The person agreed to the sentence of `VISIBILITY_TEXTS`; needed to become more visible.
    version : int
        That of the profile as it was shown; 0 for the first time.

    Raises
    ------
    ProfileError
        Its `problems` name each faulty field.
    RequestError
        A text is too long, or the person did not agree to become more visible.
    ConflictError
        The profile was changed in another window in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "profile.change", own(actor))
        profile = fields if isinstance(fields, Profile) else Profile.from_mapping(fields)
        word_of(visibility, VISIBILITIES, "who may see the profile")
        row = session.get(ProfileRow, actor.account_id)
        if row is not None:
            require_version(row, version)
        elif version:
            raise ConflictError(CHANGED_MEANWHILE)
        else:
            row = ProfileRow(account_id=actor.account_id, visibility="hidden")
            session.add(row)
            keep_consent(session, actor.account_id, "storage", STORAGE_TEXT, now)
        _choose_visibility(session, row, visibility, now, agreed=agreed)
        row.body = {k: v for k, v in profile.to_mapping().items() if k != "profile_id"}
        row.display_name = text_of(display_name, "a name", LONGEST_NAME)
        row.contact = text_of(contact, "how to reach you", LONGEST_CONTACT)
        row.updated_at = now
        audit(session, actor, "profile.change", ("account", actor.account_id), now, to=visibility)
        session.flush()
        return _as_saved(row)


def _choose_visibility(
    session: Session, row: ProfileRow, visibility: str, now: datetime, *, agreed: bool
) -> None:
    """Change who may see the profile; what was agreed to or taken back is kept as consent."""
    before, after = _RISING.index(row.visibility), _RISING.index(visibility)
    if after > before and not agreed:
        raise RequestError(f"Please agree to this first: {VISIBILITY_TEXTS[visibility]}")
    if after != before:
        text = VISIBILITY_TEXTS[visibility]
        keep_consent(session, row.account_id, "visibility", text, now, given=after > before)
    row.visibility = visibility


def _as_saved(row: ProfileRow) -> MyProfile:
    return MyProfile(
        profile=Profile.from_mapping({**written.mended(row.body), "profile_id": row.account_id}),
        visibility=row.visibility,
        display_name=row.display_name,
        contact=row.contact,
        updated_at=row.updated_at,
        version=row.version,
    )
