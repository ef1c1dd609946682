"""Fields in words that an organization sends again and again, such as `{role}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from matching import phrases
from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import stored, stored_account, stored_role
from matching.store.schema import OrganizationRow

FIELDS: Final = {
    "role": "Title of the role",
    "organization": "Name of the organization",
    "start": "When the role begins",
    "recruiter": "Your name",
}
"""Field to what it becomes."""
NO_START: Final = "a date that is still open"
_FIELD: Final = re.compile(r"\{([^{}\n]{0,60})\}")


def check_fields(text: str) -> None:
    """Refuse a field that does not exist.

    Raises
    ------
    RequestError
        There is one; it is named, with those that exist.

    Examples
    --------
    >>> check_fields("Dear colleague, {role} begins {start}.")
    >>> check_fields("Dear {name}")
    Traceback (most recent call last):
    ...
    matching.services.shared.errors.RequestError: There is no field {name}. There are {role}, \
{organization}, {start} and {recruiter}.
    """
    for name in _FIELD.findall(text):
        if name not in FIELDS:
            known = phrases.listed([f"{{{field}}}" for field in FIELDS], most=len(FIELDS))
            raise RequestError(f"There is no field {{{name}}}. There are {known}.")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put the values into the fields of a text; errors as of `check_fields`.

    Examples
    --------
    >>> filled("For {role}", {"role": "Nurse {start}"})
    'For Nurse {start}'
    """
    check_fields(text)
    return _FIELD.sub(lambda found: values[found[1]], text)


def require_filled(text: str) -> str:
    """Give words back that have no field left.

    Raises
    ------
    RequestError
        A field is left, so that somebody would read it as it is.
    """
    if left := _FIELD.search(text):
        raise RequestError(f"The field {left[0]} is not filled in. Write what it stands for.")
    return text


def values_of(session: Session, actor: Actor, role_id: str) -> dict[str, str]:
    """Give what each field becomes for a role and who writes."""
    role = stored_role(session, role_id)
    organization = stored(session.get(OrganizationRow, role.org_id))
    return {
        "role": role.title,
        "organization": organization.name,
        "start": phrases.date_in_words(role.start_date) if role.start_date else NO_START,
        "recruiter": stored_account(session, actor.account_id).name,
    }
