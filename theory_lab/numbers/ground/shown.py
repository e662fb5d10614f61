"""Arrays as people read them: short, whatever they hold.

Main definitions: ``shown``.

Conventions: the hidden batch axis is left out where there is one instance; a long fraction is shown as a decimal.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import arb, fmpq

MOST_LETTERS = 40  # of a fraction: two of them stand in a line
MOST_ENTRIES = 200  # as many as fill a screen; of more the first and the last ones are shown


def shown(payload: Any) -> str:
    """The entries of a payload of NumPy; whatever else it is says so itself."""
    if not isinstance(payload, np.ndarray):
        return repr(payload)
    entries = payload[..., 0] if payload.shape[-1] == 1 else payload
    return np.array2string(np.asarray(entries), separator=", ", threshold=MOST_ENTRIES, formatter={"object": _entry})


def _entry(number: Any) -> str:
    text = str(number)
    if not isinstance(number, fmpq) or len(text) <= MOST_LETTERS:
        return text
    return f"{arb(number).str(12, radius=False)}, a fraction of {len(text):,} letters"
