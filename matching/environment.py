"""What is read from the environment: every setting (docs/settings.md has the same), and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

PREFIX: Final = "MISSIONMATCH_"
VARIABLES: Final = {
    "MISSIONMATCH_DATABASE_URL": "where the store is: `sqlite:///path` or "
    "`postgresql://name:password@host/database`; without it, the file `var/missionmatch.db`",
    "MISSIONMATCH_PUBLIC_URL": "where people reach Missionmatch, such as "
    "`https://missions.example`; needed when mails are sent",
    "MISSIONMATCH_SMTP_URL": "the mail server, as docs/signing-in.md says; without it, mails are "
    "written to the console",
    "MISSIONMATCH_SECRET": "at least 32 random characters that seal forms; without it, forms that "
    "are open have to be loaded again after a restart",
    "MISSIONMATCH_DEMO": "`1`: anybody may sign in as the fictional people of the store; "
    "`missionmatch serve --demo` sets it",
    "MISSIONMATCH_CONTACT": "how people reach whoever runs Missionmatch: an e-mail address, or a "
    "page such as `https://missions.example/help`; named where somebody cannot get on by "
    "themselves",
    "MISSIONMATCH_METRICS_TOKEN": "at least 16 characters with which `/_stcore/metrics` can be "
    "read; without it, nobody can",
}
"""Each variable, and what it is for."""

ALIKE: Final = 0.8
SURELY_MEANT: Final = 0.9
"""How like a setting a name must be that does not even begin as ours do."""


def unknown_variables(names: Iterable[str]) -> list[str]:
    """Say of each variable that looks like a setting and is none that nothing reads it.

    Parameters
    ----------
    names : iterable of str
        The names of all variables of the environment; their values are not needed.

    Returns
    -------
    list of str
        A sentence for each, in order of the names.

    Examples
    --------
    >>> unknown_variables(["HOME", "MISSIONMATCH_SECRET", "MISSIONMATCH_SECERT"])
    ['MISSIONMATCH_SECERT is no setting of Missionmatch. Did you mean MISSIONMATCH_SECRET?']
    >>> unknown_variables(["missionmatch_colour"])
    ['missionmatch_colour is no setting of Missionmatch. docs/settings.md lists them.']
    """
    said = []
    for name in sorted(set(names) - set(VARIABLES)):
        is_ours = name.upper().replace("_", "").startswith(PREFIX.rstrip("_"))
        cutoff = ALIKE if is_ours else SURELY_MEANT
        meant = get_close_matches(name.upper(), VARIABLES, n=1, cutoff=cutoff)
        if meant:
            said.append(f"{name} is no setting of Missionmatch. Did you mean {meant[0]}?")
        elif is_ours:
            said.append(f"{name} is no setting of Missionmatch. docs/settings.md lists them.")
    return said


def today() -> dt.date:
    """The present day, in UTC as everything that is stored."""
    return dt.datetime.now(dt.UTC).date()
