"""E-mail addresses in one form, so that one person has one account."""

from __future__ import annotations

import re

__all__ = ["LONGEST", "is_email", "normalised"]

LONGEST = 254
# Plain ASCII: both databases and every mail server agree on what its lower case is.
_PATTERN = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}"
)


def normalised(text: str) -> str:
    """Take away the space around an address and make it lower case.

    Examples
    --------
    >>> normalised("  Amina.Otieno@Example.ORG ")
    'amina.otieno@example.org'
    """
    return text.strip().lower()


def is_email(email: str) -> bool:
    """Whether a normalised text can be an address that mail is sent to.

    Examples
    --------
    >>> is_email("amina@example.org"), is_email("amina@example"), is_email("a b@example.org")
    (True, False, False)
    """
    return len(email) <= LONGEST and _PATTERN.fullmatch(email) is not None
