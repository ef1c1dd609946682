"""Passwords: which are good enough, and their argon2id hashes."""

from __future__ import annotations

import functools
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

__all__ = ["LONGEST", "SHORTEST", "hashed", "is_right", "needs_rehash", "problem_with"]

SHORTEST = 10
LONGEST = 200  # in characters; hashing a novel would only keep the machine busy
HASHER = PasswordHasher()  # argon2id with the parameters that argon2-cffi recommends
_at_once = threading.BoundedSemaphore(4)  # a hash takes 64 MiB
# The most common ones of at least ten characters; shorter ones are refused anyway.
COMMON = frozenset(
    """
    0123456789 1234567890 12345678910 1234567891 0987654321 9876543210 123456789a 123456789q
    123123123123 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6
    qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 qwerty1234 asdfghjkl123 asdfghjkl1
    zxcvbnm123 abcdefghij abcdefghijk abcd123456 abc1234567 a123456789 aa12345678 password12
    password123 password1234 password12345 password123456 passw0rd123 password01 p@ssw0rd123
    p@ssword123 passwordpassword mypassword mypassword1 iloveyou12 iloveyou123 iloveyouforever
    letmein123 letmein1234 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 changeme123
    changeme1234 administrator admin12345 admin123456 administrator1 superman123 football123
    baseball123 basketball princess123 sunshine123 michael123 monkey12345 dragon12345 jesuschrist
    jesus12345 godislove1 ilovejesus ilovejesus1 hello12345 test123456 test1234567 doctor1234
    doctor12345 nurse12345 hospital123 missionmatch missionmatch1 missionmatch123 mission1234
    """.split()
)


def problem_with(password: str, email: str) -> str:
    """Say in a sentence why a password is not good enough, or `""`.

    Examples
    --------
    >>> problem_with("short", "amina@example.org")
    'Use at least 10 characters; a few words in a row are fine.'
    >>> problem_with("Password123", "amina@example.org")
    'This password is one of the first that others would try.'
    >>> problem_with("kettle moss eleven", "amina@example.org")
    ''
    """
    plain = _plain(password)
    folded = plain.casefold().strip()
    if len(plain) < SHORTEST:
        return f"Use at least {SHORTEST} characters; a few words in a row are fine."
    if len(plain) > LONGEST:
        return f"Use at most {LONGEST} characters."
    if email and folded in (email, email.partition("@")[0]):
        return "Use something else than your e-mail."
    if folded in COMMON or len(set(folded)) <= 2:
        return "This password is one of the first that others would try."
    return ""


def hashed(password: str) -> str:
    """Hash a password for the store."""
    with _at_once:
        return HASHER.hash(_bytes(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether a password is the one; without a hash it is not, after the same work.

    Parameters
    ----------
    password_hash : str or None
        None if there is no such account, or it has no password.
    """
    given = _bytes(password[: 2 * LONGEST])
    with _at_once:
        try:
            HASHER.verify(password_hash or _nobodys(HASHER), given)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """Whether a hash was made with other parameters than those of today."""
    return HASHER.check_needs_rehash(password_hash)


@functools.cache
def _nobodys(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody has this password")


def _plain(password: str) -> str:
    """Write the same characters the same way, whichever keyboard typed them."""
    return unicodedata.normalize("NFKC", password)


def _bytes(password: str) -> bytes:
    return _plain(password).encode("utf-8", "surrogatepass")
