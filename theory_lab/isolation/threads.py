"""How many threads linear algebra has.

Main definitions: ``ONE_THREAD``.
"""

from __future__ import annotations

from collections.abc import Mapping

# Variables of the environment, read as NumPy is imported.  Matrices are small: threads that wait for each other took a quarter of
# a search by gradients, and nine tenths of it where other programs run.
ONE_THREAD: Mapping[str, str] = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
