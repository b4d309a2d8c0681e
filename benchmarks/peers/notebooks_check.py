"""Runs the tutorial's notebooks with a real Java kernel (JJava), as Jupyter does, and says how each went.

usage: python notebooks_check.py [NOTEBOOK...]     from the checkout's root; all of docs/tutorial where none is named

Needs the packages of requirements-notebooks.txt, a JDK 17 or newer, and `examples/figures --class-path` to have been run.
Exit status: 1 where a cell failed.
"""

import pathlib
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

LONGEST = 1200  # seconds a cell


def main(names):
    failed = False
    for path in [pathlib.Path(name) for name in names] or sorted(pathlib.Path("docs/tutorial").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(
            notebook, timeout=LONGEST, kernel_name="java", resources={"metadata": {"path": str(path.parent)}})
        since = time.time()
        try:
            client.execute()
            problem = next((cell for cell in notebook.cells if errors(cell)), None)
            said = "all good" if problem is None else f"a cell failed: {errors(problem)[0]}"
            failed |= problem is not None
        except CellExecutionError as e:
            said = f"a cell failed: {e}"
            failed = True
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        outputs = sum(len(cell.outputs) for cell in code)
        print(f"{path.name}: {len(code)} cells, {outputs} outputs, {time.time() - since:.0f} s: {said}", flush=True)
    return 1 if failed else 0


def errors(cell):
    return [f"{output.ename}: {output.evalue}" for output in cell.get("outputs", []) if output.output_type == "error"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
