"""The commands under `missionmatch staff`: create, and secure when an account was stolen."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from matching.cli.options import LOCAL_URL, PublicUrl, Url


def create(
    email: Annotated[str, typer.Option(help="E-mail to sign in with.")],
    name: Annotated[str, typer.Option(help="Name that others of staff see.")] = "",
    base: PublicUrl = LOCAL_URL,
    url: Url = None,
) -> None:
    """Make an account of staff and print the link with which its password is chosen."""
    from matching import accounts
    from matching.store import open_database

    with open_database(url) as database:
        now = dt.datetime.now(dt.UTC)
        token = accounts.create_staff(database, email=email, name=name, now=now)
    typer.echo(
        f"Open this link within an hour to choose a password; it works once:\n"
        f"  {accounts.reset_link(base, token)}"
    )


def secure(
    email: Annotated[str, typer.Option(help="E-mail of the account, of any kind.")],
    base: PublicUrl = LOCAL_URL,
    url: Url = None,
) -> None:
    """Shut everybody out of an account that was stolen and print a link for its owner.

    Everybody is signed out of it, its password is void, and links made before do not work. An
    account that was disabled is enabled by it. For accounts of staff, whom nobody else may help;
    staff do the same for others on the page Accounts.
    """
    from matching import accounts
    from matching.store import open_database

    with open_database(url) as database:
        token = accounts.secure_by_operator(database, email=email, now=dt.datetime.now(dt.UTC))
    if token:
        typer.echo(
            f"The account is secured. Its owner opens this link within an hour to choose a new "
            f"password; it works once:\n  {accounts.reset_link(base, token)}"
        )
    else:
        typer.echo(
            "The account is secured: everybody is signed out of it. It signs in through another "
            "provider; its password has to be changed there."
        )
