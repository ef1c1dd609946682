"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]
Data = Annotated[
    Path, typer.Option("--data", metavar="FOLDER", help="Folder with the data.", show_default=False)
]
Jobs = Annotated[
    int, typer.Option("--jobs", min=1, max=256, help="How many processes of this machine.")
]
JudgmentsFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Default: all judged sets of the data folder."),
]
ProfilesFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Default: all judged sets of the data folder."),
]
PublicUrl = Annotated[
    str,
    typer.Option(
        "--base",
        metavar="URL",
        envvar="MISSIONMATCH_PUBLIC_URL",
        help="Where people reach the app.",
    ),
]
Scheduler = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS", help="Dask scheduler, such as tcp://192.0.2.1:8786, instead of --jobs."
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="Of the random numbers.")]
Today = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DATE", help="Day from which the age of sources is counted."
    ),
]
Url = Annotated[
    str | None, typer.Option(envvar="MISSIONMATCH_DATABASE_URL", help="Address of the database.")
]
Weights = Annotated[
    Path | None,
    typer.Option("--weights", metavar="FILE", help="Weight set (JSON) instead of the shipped one."),
]

LOCAL_URL = "http://127.0.0.1:8501"
"""Where people reach the app if nobody said."""
