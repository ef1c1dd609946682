"""Which of the planted mutations is active, and which planted places were reached.

A copy of the project that holds all mutations asks `at(number)` at each of them. The variable of
the environment MUTANT says which one is active, so that programs that tests start know it too;
where MUTANTS_REACHED names a folder, they write there what they reach.
"""

import os
from pathlib import Path

active = int(os.environ.get("MUTANT", "-1"))
folder = os.environ.get("MUTANTS_REACHED", "")
reached = set()
listener = None


def at(number):
    """Whether the mutation of this number is active."""
    if number not in reached:
        reached.add(number)
        if listener is not None:
            listener(number)
        elif folder:
            with (Path(folder) / str(os.getpid())).open("a") as file:
                file.write(f"{number}\n")
    return number == active


def forget_the_parent():
    """In a forked process nobody reads the parent's memory: write to the folder."""
    global listener
    listener = None
    reached.clear()


os.register_at_fork(after_in_child=forget_the_parent)
