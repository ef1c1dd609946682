"""The store, the catalog and the recommender of this process, shared by everyone.

The catalog changes as soon as the store holds other organizations, roles or articles, in
whichever process they were changed; weights that were published, and the floor that was set, serve
at once in the same way. A new day begins with new recommenders. One run of a page sees one
catalog, or another one after it changed something itself.
"""

from __future__ import annotations

import functools
import threading
import weakref

from matching import Catalog, Recommender, WeightSet
from matching.authorization import PROFESSIONAL, RECRUITER
from matching.browsing.browser import Browser
from matching.browsing.related_articles import RelatedArticles
from matching.comparison.exposure_floor import NO_FLOOR, ExposureFloor
from matching.environment import today
from matching.present import Keeper, Snapshot
from matching.screens import streamlit_server
from matching.services.weights.floors import active_floor
from matching.services.weights.weight_sets import active_weight_set, read_weight_set
from matching.store import Database, open_database

_keeper = Keeper()
_of_runs: weakref.WeakKeyDictionary[object, tuple[int, Snapshot]] = weakref.WeakKeyDictionary()
_opening = threading.Lock()


def database() -> Database:
    """Open the store, once; pages and the routes of accounts share it."""
    with _opening:
        return _database()


@functools.cache
def _database() -> Database:
    opened = open_database()
    opened.log_outages()
    return opened


def prepare() -> None:
    """Make what the first visitors need, in a thread, while the server starts."""
    threading.Thread(
        target=lambda: _keeper.prepare(database(), today()), daemon=True, name="catalog: first"
    ).start()


def _snapshot(*, waits: bool = False) -> Snapshot:
    """Give the catalog of this run; the store is asked once a run, and after each change in it."""
    opened, run = database(), streamlit_server.this_run()
    known = _of_runs.get(run) if run else None
    if known and known[0] == opened.changes_here:
        return known[1]
    changes = opened.changes_here
    found = _keeper.at(opened, today(), waits=waits or known is not None)
    if run:
        _of_runs[run] = (changes, found)
    return found


def see_changes() -> None:
    """Put what was changed just now into the catalog, so that everybody sees it from now on."""
    _snapshot(waits=True)


def catalog_key() -> str:
    """Return a text that is another one when the catalog is another one."""
    return f"{database().place} {_snapshot().key}"


def catalog() -> Catalog:
    """Return organizations, roles, articles and countries as they are now."""
    return _snapshot().catalog


def active_weights(side: str) -> tuple[str | None, WeightSet]:
    """Return the id and the weights that serve a side now; the id is None for the shipped ones."""
    return active_weight_set(database(), side)


def recommender() -> Recommender:
    """Return the recommender with the weights and the floor that rank roles for a person."""
    weights, floor = active_weights(PROFESSIONAL), active_floor(database())
    return _recommender(*weights, *floor)


def candidate_recommender() -> Recommender:
    """Return the recommender with the weights that rank people for a role."""
    return _recommender(*active_weights(RECRUITER), 0, NO_FLOOR)


def _recommender(
    weight_set_id: str | None, weights: WeightSet, floor_number: int, floor: ExposureFloor
) -> Recommender:
    now = _snapshot()
    return now.recommender(  # the ids tell which weights and floor they are
        (database().place, weight_set_id, floor_number),
        lambda: Recommender(now.catalog, weights, now.day, floor),
    )


def stored_recommender(weight_set_id: str | None) -> Recommender:
    """Return the recommender with a stored weight set and no floor; None is the program's set.

    Raises
    ------
    UnknownIdError, WeightSetError
        There is none of this id, or this program cannot read it any more.
    """
    now = _snapshot()
    return now.recommender(  # what is stored under an id never changes
        (database().place, "stored", weight_set_id),
        lambda: Recommender(now.catalog, read_weight_set(database(), weight_set_id), now.day),
    )


def browser() -> Browser:
    """Return search and filters over the catalog, built once for everyone."""
    return _snapshot().browser


def related() -> RelatedArticles:
    """Return what finds articles that belong together, built once for everyone."""
    return _snapshot().related
