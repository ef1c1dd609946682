"""Runs pytest once for each mutation that is reached while modules are imported.

Such a mutation has to be active before anything of the project is imported. What the project needs
from others is imported once here, and each run is a forked process that starts from there.
"""

import contextlib
import importlib
import json
import os
import shutil
import signal
import sys
from pathlib import Path

# Large packages, none of them a plugin of pytest.
LARGE = "numpy pandas scipy.stats scipy.sparse sqlalchemy.orm streamlit altair pydantic alembic"
LARGE += " sklearn.linear_model sklearn.feature_extraction.text typer rich starlette.routing"
SECONDS_TO_IMPORT = 180


def serve(folder):
    """Run what the plan of a folder wants, one after the other."""
    plan = json.loads((folder / "plan.json").read_text())
    for name in LARGE.split():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    for place, wanted in enumerate(plan["wanted"]):
        (folder / "now").write_text("")
        child = os.fork()
        if not child:
            os.setsid()
            signal.setitimer(signal.ITIMER_REAL, SECONDS_TO_IMPORT)
            os.environ["MUTANT"] = str(wanted["number"])
            os.environ["MUTATIONS_PLACE"] = str(place)
            os._exit(run_pytest(plan, wanted, folder))
        wait(child, wanted, folder)


def run_pytest(plan, wanted, folder):
    """Run the tests of one mutation; what ends before the first test counts as caught."""
    import pytest

    sys.path.insert(0, os.getcwd())
    code = pytest.main([*plan["options"], "--basetemp", str(folder / "tmp"), *wanted["files"]])
    if not end_of(wanted, folder).exists():
        failed = {"test": "", "when": "import", "error": [f"pytest ended with {code!r}"]}
        write_end(wanted, {"failed": failed}, folder)
    return 0


def wait(child, wanted, folder):
    """Wait for the process of a mutation, end what it left, and see that something is written."""
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    shutil.rmtree(folder / "tmp", ignore_errors=True)
    if not end_of(wanted, folder).exists():
        is_late = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
        failed = {
            "test": (folder / "now").read_text(),
            "when": "timeout" if is_late else "crash",
            "error": [f"the process ended with status {status}"],
        }
        write_end(wanted, {"failed": failed}, folder)


def end_of(wanted, folder):
    return folder / f"end-{wanted['number']}.json"


def write_end(wanted, found, folder):
    """Write how the tests of a mutation ended."""
    part = end_of(wanted, folder).with_suffix(".part")
    part.write_text(json.dumps(found))
    part.rename(end_of(wanted, folder))


if __name__ == "__main__":
    serve(Path(os.environ["MUTATIONS"]))
