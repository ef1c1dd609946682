"""Run by Alembic, and by nobody else, when it has chosen the steps to do."""

from matching.store.migrations import run_environment

run_environment()
