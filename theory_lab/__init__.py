"""theory_lab: lemmas checked on small instances, in exact arithmetic.

Formulas are plain functions of arrays, and the type of the array decides the arithmetic. Instances are integers;
searches run in floats, verdicts are exact. Importing this package imports nothing else: import what you
need by its full name, for example ``from theory_lab import numbers as xp`` or ``from theory_lab.claims
import Claim, Simplex, Space``.

Notebooks can use ``theory_lab.show``, ``check``, ``attack``, ``prove``, ``plot`` and ``load``, which are
imported when they are first used.

Main packages, each importing only from those above it
------------------------------------------------------
``numbers``    what a number is: floats, logarithms, intervals, exact reals
``sequences``  what a model is: trees, laws, tabular and log-linear models
``measures``   what is compared: divergences, coverage profiles
``chains``     Markov chains: walks, mixing, hitting times, conductance
``learning``   how models are fit
``decoding``   how outputs are drawn
``counting``   counting and sampling
``decisions``  interactive decisions
``claims``     statements and verdicts
``proofs``     theorems for all real parameters, and the search for them
``report``     what people look at
``drafts``     first files: a claim, a project
``appendix``   a LaTeX appendix
``conjectures``  inequalities found by search
``assistants``   tools for an assistant
``site``       pages of claims
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
_WHEN_USED = ("attack", "check", "load", "plot", "prove", "show")


def __getattr__(name: str) -> Any:
    if name in _WHEN_USED:
        return getattr(import_module("theory_lab.notebook"), name)
    raise AttributeError(f"module 'theory_lab' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHEN_USED})
