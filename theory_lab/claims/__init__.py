"""Statements and verdicts.

A claim file needs only these names: ``Claim`` and ``Source`` say what is claimed and where it comes from,
``Space`` and the kinds of fields say for which instances.

Main definitions: `Claim`, `Source`, `Space`, `Simplex`, `Steps`, `Kernel`, `Whole`, `Count`, `Ratio`,
`Table`, `Choice`, `Record`; `strategies` for tests with Hypothesis.
"""

from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record
from theory_lab.claims.source import Source
from theory_lab.claims.spaces import strategies
from theory_lab.claims.spaces.kernel import Kernel
from theory_lab.claims.spaces.simplex import Simplex
from theory_lab.claims.spaces.space import Instance, Space
from theory_lab.claims.spaces.statics import Choice, Count
from theory_lab.claims.spaces.steps import Steps
from theory_lab.claims.spaces.table import Ratio, Table
from theory_lab.claims.spaces.whole import Whole

__all__ = [
    "Choice", "Claim", "Count", "Instance", "Kernel", "Ratio", "Record", "Simplex", "Source", "Space", "Steps",
    "Table", "Whole", "strategies",
]  # fmt: skip
