"""The notebooks run as they are, draw without a network, and only call the library."""

import ast
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
MOST_LINES = 16
DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
NOT_FOR_READERS = {"screens", "web", "services", "store", "accounts", "cli"}

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def nodes(path):
    return [node for cell in code_cells(path) for node in ast.walk(ast.parse(cell.source))]


def test_the_notebooks_are_there():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_the_data",
        "02_the_terms",
        "03_learning_the_weights",
        "04_what_staff_can_tune",
    ]


@each_notebook
def test_committed_without_outputs_and_without_traces_of_a_machine(path):
    assert not [cell.source for cell in code_cells(path) if cell.outputs or cell.execution_count]
    assert read(path).metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


@each_notebook
def test_defines_nothing(path):
    assert not [ast.unparse(node) for node in nodes(path) if isinstance(node, DEFINES)]


@each_notebook
def test_calls_only_what_is_public(path):
    private = [n.attr for n in nodes(path) if isinstance(n, ast.Attribute) and n.attr[0] == "_"]
    imports = [
        f"{node.module}.{alias.name}"
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    ours = [name.split(".") for name in imports if name.startswith("matching")]
    assert ours
    assert not private
    assert not [name for name in ours if name[1] in NOT_FOR_READERS or name[-1][0] == "_"]


@each_notebook
def test_cells_are_short_and_start_with_words(path):
    assert read(path).cells[0].cell_type == "markdown"
    assert max(len(cell.source.splitlines()) for cell in code_cells(path)) <= MOST_LINES


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Start the program that runs the cells, once for all: it imports what they import."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("JUPYTER_PATH", raising=False)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp("jupyter")))
        patch.setenv("PYTHONWARNINGS", "error")
        patch.setenv("OPENBLAS_NUM_THREADS", "1")  # another test has the other core
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel(cwd=str(NOTEBOOKS[0].parent))
        yield manager
        manager.shutdown_kernel(now=True)


@pytest.mark.slow
@each_notebook
def test_runs_without_a_warning_and_draws(path, kernel):
    notebook = read(path)
    notebook.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
    client = NotebookClient(notebook, km=kernel, timeout=120)
    client.execute()
    client.kc.stop_channels()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output.text for output in outputs if output.get("name") == "stderr"]
    shown = [output.data for output in outputs if "data" in output]
    assert len([data for data in shown if "image/svg+xml" in data]) >= 5
    assert not [data for data in shown if "<script" in data.get("text/html", "")]
