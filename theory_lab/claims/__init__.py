"""Statements and verdicts.

A claim file needs only these names: ``Claim`` and ``Source`` say what is claimed and where it comes from,
``Space`` and the kinds of fields say for which instances.

Main definitions: `Claim`, `Source`, `Space`, `Simplex`, `Steps`, `Whole`, `Count`, `Ratio`, `Table`,
`Choice`, `Record`.
"""

from theory_lab.claims.claim import Claim, Source
from theory_lab.claims.record import Record
from theory_lab.claims.spaces.fields import Choice, Count, Ratio, Simplex, Steps, Table, Whole
from theory_lab.claims.spaces.space import Instance, Space

__all__ = [
    "Choice", "Claim", "Count", "Instance", "Ratio", "Record", "Simplex", "Source", "Space", "Steps",
    "Table", "Whole",
]  # fmt: skip
