"""The Python in the pages that stand for themselves runs as it is written there."""

import re

import pytest

BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md"])
def test_python_of_a_page_runs(page, repository, monkeypatch):
    monkeypatch.chdir(repository)
    blocks = BLOCK.findall((repository / page).read_text(encoding="utf-8"))
    assert blocks
    names = {}
    for block in blocks:
        exec(compile(block, page, "exec"), names)
    assert len(names["recommender"].almost(names["profile"]))
