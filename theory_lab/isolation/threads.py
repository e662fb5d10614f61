"""How many threads linear algebra has.

Main definitions: ``single_threaded``.
"""

from __future__ import annotations

from collections.abc import Mapping

# Read as NumPy is imported.  Matrices are small: threads that wait for each other took a quarter of a search by gradients, and
# nine tenths of it while other programs ran.
_VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def single_threaded(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process whose linear algebra has one thread, unless it says otherwise."""
    return {**dict.fromkeys(_VARIABLES, "1"), **environment}
