"""Sending the few mails that accounts need: to the operator's console, or by SMTP."""

from __future__ import annotations

import os
import smtplib
import ssl
import sys
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from matching.accounts.errors import AccountError

__all__ = ["ConsoleMailer", "Mail", "Mailer", "SmtpMailer", "mailer_from_environment"]

SMTP_VARIABLE = "MISSIONMATCH_SMTP_URL"
EXAMPLE = "smtp://name:password@mail.example:587?from=missionmatch@mail.example"
NOT_READ = f"{SMTP_VARIABLE} cannot be read; write it like {EXAMPLE}."
SECONDS = 20


@dataclass(frozen=True)
class Mail:
    """A mail of plain text."""

    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """What sends mails."""

    reaches_people: bool
    """Whether mails arrive at the person, and not only at the operator."""

    def send(self, mail: Mail) -> None:
        """Send a mail, or raise an `AccountError`."""


class ConsoleMailer:
    """Writes mails to the console of the operator, who passes them on."""

    reaches_people = False

    def send(self, mail: Mail) -> None:
        """Write the mail to standard error."""
        rule = "-" * 72
        print(
            f"{rule}\nMail to {mail.to}: {mail.subject}\n\n{mail.text}\n{rule}",
            file=sys.stderr,
            flush=True,
        )


class SmtpMailer:
    """Sends mails through a server.

    Parameters
    ----------
    url : str
        `smtp://name:password@host:587?from=address` (STARTTLS, required when there is a
        password), or `smtps://…` for TLS from the beginning (port 465).
    """

    reaches_people = True

    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            self._port = parts.port
        except ValueError:  # its message would show the address, which may hold a password
            raise AccountError(NOT_READ) from None
        sender = parse_qs(parts.query).get("from", [unquote(parts.username or "")])[0]
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or "@" not in sender:
            raise AccountError(NOT_READ)
        self._parts: SplitResult = parts
        self.host = parts.hostname
        self.sender = sender

    def send(self, mail: Mail) -> None:
        """Send the mail.

        Raises
        ------
        AccountError
            The server does not take it; the message holds no address of a person.
        """
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, mail.to, mail.subject
        message.set_content(mail.text)
        try:
            with self._connection() as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise AccountError(
                f"The mail server {self.host} did not take a mail ({type(error).__name__})."
            ) from error

    def _connection(self) -> smtplib.SMTP:
        parts = self._parts
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self._port or 465, timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self._port or 587, timeout=SECONDS)
        try:
            server.ehlo()
            if parts.scheme == "smtp" and (parts.password or server.has_extn("starttls")):
                server.starttls(context=context)  # refuses to go on in the clear
            if parts.password:
                server.login(unquote(parts.username or ""), unquote(parts.password))
        except BaseException:
            server.close()
            raise
        return server


def mailer_from_environment() -> Mailer:
    """Give the mailer that MISSIONMATCH_SMTP_URL asks for; by default the console.

    Raises
    ------
    AccountError
        The address of the server cannot be read.
    """
    url = os.environ.get(SMTP_VARIABLE, "")
    return SmtpMailer(url) if url else ConsoleMailer()
