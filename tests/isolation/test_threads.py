"""A command has one thread for linear algebra unless the environment says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# A claim that tells what NumPy was told as it was imported.
TELLING = """
import os
from theory_lab.claims import Claim, Ratio, Source, Space
CLAIM = Claim("x <= 1", Source("a note", os.environ["OPENBLAS_NUM_THREADS"]), Space(x=Ratio(0, 1)), lambda i: i.x, lambda i: 1)
"""


@pytest.mark.parametrize(("asked", "told"), [(None, "1"), ("2", "2")])
def test_a_command_has_one_thread_for_matrices(tmp_path: Path, asked: str | None, told: str) -> None:
    path = tmp_path / "telling.py"
    path.write_text(TELLING, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    environment |= {} if asked is None else {"OPENBLAS_NUM_THREADS": asked}
    command = [sys.executable, "-m", "theory_lab", "show", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert f"a note, {told}" in done.stdout
