"""Errors of accounts; their texts are for the person at the form.

::

    MatchingError
    └── AccountError
        ├── FieldsError      fields of a form are faulty; `problems` says which
        ├── SignInError      the e-mail or the password is not right; never says which
        ├── LockedError      too many attempts; `until` says when it goes on
        ├── LinkError        a one-time link is unknown, used or too old
        ├── EmailTakenError  for whoever may know it: the operator and staff
        └── FederatedError   who comes through another provider cannot have an account
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from matching.errors import MatchingError

__all__ = [
    "AccountError",
    "EmailTakenError",
    "FederatedError",
    "FieldsError",
    "LinkError",
    "LockedError",
    "SignInError",
]


class AccountError(MatchingError):
    """Something about accounts that the person can mend, or that is refused."""


class FieldsError(AccountError):
    """Fields are faulty.

    Parameters
    ----------
    problems : mapping of field name to sentence
        The name `""` stands for the form as a whole.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(self.problems.values()))


class SignInError(AccountError):
    """The e-mail or the password is not right, or the account may not sign in."""

    def __init__(self) -> None:
        super().__init__("This e-mail and password do not go together.")


class LockedError(AccountError):
    """Too many attempts.

    Parameters
    ----------
    until, now : datetime
        When it goes on, and the present moment.
    """

    def __init__(self, until: datetime, now: datetime) -> None:
        self.until = until
        super().__init__(f"Too many attempts. Try again in {_time_left(until, now)}.")


class LinkError(AccountError):
    """A one-time link is unknown, used or too old."""

    def __init__(self) -> None:
        super().__init__("This link does not work any more. Ask for a new one.")


class EmailTakenError(AccountError):
    """There is an account with this e-mail; only for those who may know it."""

    def __init__(self) -> None:
        super().__init__("There is already an account with this e-mail.")


class FederatedError(AccountError):
    """Who comes through another provider cannot have an account; says why and what to do."""


def _time_left(until: datetime, now: datetime) -> str:
    seconds = max(1, -int((now - until).total_seconds() // 1))
    count, unit = (seconds, "second") if seconds < 60 else (-(-seconds // 60), "minute")
    return f"{count} {unit}{'' if count == 1 else 's'}"
