"""Channels of a few inputs and any number of outputs.

Main definitions: `through` (space), `output`.
"""

from __future__ import annotations

from typing import Any

from proofs_check.divergences._settings import covered
from theory_lab import numbers as xp
from theory_lab.claims import Instance, Simplex, Space
from theory_lab.numbers import Array


def through(size: tuple[int, int]) -> Space:
    """Two laws of ``size[0]`` inputs, the second one without zeros, and a law of ``size[1]`` outputs for each input."""
    rows: Any = {f"row{x}": Simplex(size[1]) for x in range(size[0])}
    return covered(size[0], **rows)


def output(i: Instance, law: Array) -> Array:
    """The law of the output for a law of inputs."""
    rows = [law[x] * getattr(i, f"row{x}") for x in range(i.size[0])]
    return xp.sum(xp.stack(rows), axis=0)
