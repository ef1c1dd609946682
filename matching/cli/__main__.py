"""`python -m matching.cli` is `missionmatch`."""

from matching.cli import main

main()
