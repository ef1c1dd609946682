"""Commands run in the process of the tests, which reads the shipped data once for all of them."""

from pathlib import Path

import pytest

from matching import Catalog
from matching.reference.shipped import DATA_FOLDER
from tests.builders import shipped_catalog


@pytest.fixture(autouse=True)
def shipped_data_is_read_once(monkeypatch):
    read, shipped = Catalog.from_folder, shipped_catalog()

    def from_folder(folder):
        return shipped if Path(folder) == DATA_FOLDER else read(folder)

    monkeypatch.setattr(Catalog, "from_folder", from_folder)
