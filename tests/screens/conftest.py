"""The app of the page tests opens a real SQLite store with the real catalog."""

import functools
import shutil

import pytest
from streamlit.components.v2 import manifest_scanner

from matching.accounts import NOBODY, Identity
from matching.authorization import VISITOR
from matching.environment import today
from matching.evidence.judgments import shipped_sets
from matching.present import Keeper
from matching.screens.visit import resources, session
from matching.screens.weights import exposure_shares, tuning_bench
from matching.store import open_database
from matching.store.preparing import prepare_store
from matching.store.reference_rows import reference_state
from tests.screens import professionals, recruiting

OF_THE_CATALOG = [
    (tuning_bench, "_workspace"),
    (exposure_shares, "_workspace"),
]


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory, data_folder):
    """A SQLite file with the reference data and no accounts, to be read or copied."""
    path = tmp_path_factory.mktemp("screens") / "store.db"
    prepare_store(data_folder, f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def shared_database(prepared_file):
    with open_database(f"sqlite:///{prepared_file}") as database:
        yield database


@pytest.fixture(autouse=True)
def database(monkeypatch, shared_database):
    """The store of a test that only reads; nobody is signed in."""
    monkeypatch.setattr(resources, "database", lambda: shared_database)
    monkeypatch.setattr(session, "identity", lambda: NOBODY)
    return shared_database


@pytest.fixture(scope="session", autouse=True)
def packages_are_searched_once():
    """Streamlit looks through all installed packages for components at each start of a test."""
    with pytest.MonkeyPatch.context() as patch:
        found = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session", autouse=True)
def first_set_stands_for_all():
    """Pages of weights rank the people of one judged set: of all, each page would take twice."""
    with pytest.MonkeyPatch.context() as patch:
        first = shipped_sets()[0]
        judged = list(first.profiles), first.judgments
        patch.setattr(tuning_bench, "shipped_judgments", lambda: judged)
        yield


@pytest.fixture(scope="session")
def snapshot(shared_database):
    """The catalog of the prepared store."""
    return Keeper().at(shared_database, today())


@pytest.fixture(autouse=True)
def catalog_is_made_once(monkeypatch, shared_database, snapshot):
    """Copies of the store that say the same of roles share what rests on the catalog alone."""
    monkeypatch.setattr(resources, "_keeper", Keeper(snapshot))
    state = reference_state(shared_database)

    def share(made):
        return lambda key, *more: made(state if key.endswith(f" {state}") else key, *more)

    for module, name in OF_THE_CATALOG:
        monkeypatch.setattr(module, name, share(getattr(module, name)))


@pytest.fixture
def own_database(monkeypatch, prepared_file, tmp_path, database):
    """A store that the test may change."""
    path = shutil.copy(prepared_file, tmp_path / "own.db")
    with open_database(f"sqlite:///{path}") as own:
        monkeypatch.setattr(resources, "database", lambda: own)
        yield own


@pytest.fixture
def sign_in(monkeypatch):
    """`sign_in(actor)`: from the next run on, this actor looks at the pages."""

    def as_(actor=VISITOR, name="Fictional Person"):
        who = Identity(actor, name if actor.account_id else "", is_fictional=True)
        monkeypatch.setattr(session, "identity", lambda: who)

    return as_


@pytest.fixture
def amina(own_database, sign_in):
    """A professional in a store of her own, who is signed in."""
    actor = professionals.account(own_database)
    sign_in(actor)
    return actor


@pytest.fixture
def store(own_database, sign_in):
    """A store of its own, in which Sam is staff and signed in."""
    sign_in(professionals.account(own_database, "sam", "staff"))
    return own_database


@pytest.fixture
def people(own_database, sign_in):
    """A store with candidates, looked at by the recruiter of their organization."""
    recruiting.fill(own_database)
    sign_in(recruiting.BEN)
    return own_database
