"""Accounts, how they sign in, and the profiles of professionals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from matching.store.schema.base import Base, new_id, one_of
from matching.store.words import ACCOUNT_KINDS, VISIBILITIES


class AccountRow(Base):
    """A person who can sign in, with a password or through another provider (OpenID Connect).

    Parameters
    ----------
    signed_out_at : datetime or None
        When every browser was last signed out; who came in through the provider before is nobody.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        one_of("kind", ACCOUNT_KINDS),
        UniqueConstraint("email"),
        UniqueConstraint("oidc_issuer", "oidc_subject"),
        CheckConstraint("email = lower(email) AND email <> ''", name="email"),
        CheckConstraint("(oidc_issuer IS NULL) = (oidc_subject IS NULL)", name="oidc"),
    )

    account_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    password_hash: Mapped[str | None]
    oidc_issuer: Mapped[str | None]
    oidc_subject: Mapped[str | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    is_fictional: Mapped[bool] = mapped_column(default=False)
    signed_out_at: Mapped[datetime | None]

    @validates("email")
    def _lower_case(self, _: str, email: str) -> str:
        return email.strip().lower()


class MembershipRow(Base):
    """A recruiter works for an organization."""

    __tablename__ = "memberships"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="CASCADE"), primary_key=True
    )
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    since: Mapped[datetime]


class SessionRow(Base):
    """Somebody is signed in; only a digest of the token in their cookie is kept.

    Parameters
    ----------
    form_digest : str or None
        Of the browser's key for forms, where signing up began the session: the same form, sent
        twice, is one sign-up.
    """

    __tablename__ = "sessions"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    last_seen_at: Mapped[datetime]
    form_digest: Mapped[str | None]


class KnownBrowserRow(Base):
    """A browser in which somebody signed in to an account; it is no way in.

    Its attempts are counted by themselves, so that guesses of strangers do not keep it waiting.
    Only a digest of the token in its cookie is kept.
    """

    __tablename__ = "known_browsers"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime] = mapped_column(index=True)


class ResetLinkRow(Base):
    """A one-time link to choose a new password; only a digest of its token is kept.

    Parameters
    ----------
    form_digest : str or None
        Of the key for forms of the browser that used it: the same form, sent twice, is one change.
    """

    __tablename__ = "reset_links"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    form_digest: Mapped[str | None]


class SignInAttemptRow(Base):
    """An attempt, counted by `key`: a digest of the e-mail, the network or the browser."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "key", "at"),)

    attempt_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    succeeded: Mapped[bool]


class ProfileRow(Base):
    """The profile of a professional, and who may see it.

    Parameters
    ----------
    body : dict
        `Profile.to_mapping()`.
    version : int
        Counts changes; a change that began from an older version is refused.
    """

    __tablename__ = "profiles"
    __table_args__ = (one_of("visibility", VISIBILITIES),)

    account_id: Mapped[str] = mapped_column(
        ForeignKey("accounts.account_id", ondelete="CASCADE"), primary_key=True
    )
    body: Mapped[dict[str, Any]]
    visibility: Mapped[str] = mapped_column(default="hidden", index=True)
    display_name: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
