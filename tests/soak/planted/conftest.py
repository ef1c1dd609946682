"""These files run in a copy of the project, beside what they import there."""

collect_ignore_glob = ["mutation_*.py"]
