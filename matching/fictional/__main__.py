"""Write fictional profiles: `python -m matching.fictional --n 300 --seed 7 --out file.csv`."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from matching.columns import PROFILES_TABLE
from matching.fictional import FictionalPerson, fictional_profiles
from matching.fictional.spreads import shipped_spreads


def main(arguments: Sequence[str] | None = None) -> None:
    """Write profiles.csv of people who do not exist."""
    as_of = shipped_spreads().as_of
    parser = argparse.ArgumentParser(prog="python -m matching.fictional", description=main.__doc__)
    parser.add_argument("--n", type=_count, default=300, help="how many people (300)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed, the same people (7)")
    parser.add_argument("--out", type=Path, required=True, help="the CSV file to write")
    parser.add_argument(
        "--today",
        type=dt.date.fromisoformat,
        default=as_of,
        help=f"the day after which stays lie, such as 2027-02-15 ({as_of}, the day of the data, "
        "so that the same command writes the same file)",
    )
    given = parser.parse_args(arguments)
    people = fictional_profiles(given.n, given.seed, today=given.today)
    try:
        write_profiles(people, given.out)
    except OSError as error:
        parser.error(f"{given.out} cannot be written: {error.strerror or error}")
    print(f"{given.out}: {len(people)} fictional profiles")


def write_profiles(people: Sequence[FictionalPerson], path: Path) -> None:
    """Write the columns of profiles.csv; lists are separated by `|`, what is not said is empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, PROFILES_TABLE, lineterminator="\n")
        writer.writeheader()
        for person in people:
            said = person.profile.to_mapping()
            writer.writerow(
                {
                    name: "|".join(value) if isinstance(value, list) else value
                    for name, value in said.items()
                }
            )


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"expected a number such as 300, found '{text}'")
    return int(text)


if __name__ == "__main__":
    main()
