"""What a number is.

Formulas are plain functions of arrays, and the array decides the arithmetic: floats (NumPy or JAX), logs of
nonnegative floats, rigorous intervals, or exact rationals and balls.  Importing this package switches JAX to
64-bit floats, before or after JAX itself is imported.

Main definitions: ``Array``, ``Truth``, ``Real``, the constructors ``exact``, ``floats``, ``intervals``, ``logs``, and the
functions of ``functions``, ``expectations`` and ``optima``.
"""

import os
import sys

os.environ["JAX_ENABLE_X64"] = "1"
if "jax" in sys.modules:
    sys.modules["jax"].config.update("jax_enable_x64", True)

from theory_lab.numbers.arithmetics.constants import ratio
from theory_lab.numbers.arithmetics.float64 import smooth
from theory_lab.numbers.arithmetics.truths import Truth
from theory_lab.numbers.array import Array
from theory_lab.numbers.constructors import (
    broadcast_to,
    concatenate,
    exact,
    floats,
    formula,
    full,
    intervals,
    logs,
    ones,
    stack,
    value,
    zeros,
)
from theory_lab.numbers.functions import (
    INFINITY,
    absolute,
    all,
    any,
    at_least,
    chi2_term,
    cumsum,
    dot,
    exp,
    indicator,
    iterate,
    kl_term,
    log,
    max,
    maximum,
    min,
    minimum,
    one,
    outer,
    prod,
    ratio_at_least,
    segment_sum,
    solve,
    sqrt,
    sum,
    where,
    xlogx,
)
from theory_lab.numbers.ground.refusals import no_function
from theory_lab.numbers.reals.errors import Branched, Indeterminate, Undecided
from theory_lab.numbers.reals.precisions import guessing, precision
from theory_lab.numbers.reals.real import Real
from theory_lab.numbers.whole.expectations import expect_over_types
from theory_lab.numbers.whole.optima import lp_value
from theory_lab.numbers.whole.powers import powers
from theory_lab.numbers.whole.types import binomial, multinomial

__all__ = [
    "INFINITY", "Array", "Branched", "Indeterminate", "Real", "Truth", "Undecided", "absolute", "all", "any", "at_least",
    "binomial", "broadcast_to", "chi2_term", "concatenate", "cumsum", "dot", "exact", "exp", "expect_over_types", "floats",
    "formula", "full", "guessing", "indicator", "intervals", "iterate", "kl_term", "log", "logs", "lp_value", "max", "maximum",
    "min", "minimum", "multinomial", "one", "ones", "outer", "powers", "precision", "prod", "ratio", "ratio_at_least",
    "segment_sum", "smooth", "solve", "sqrt", "stack", "sum", "value", "where", "xlogx", "zeros",
]  # fmt: skip


def __getattr__(name: str) -> object:
    raise AttributeError(no_function(name))
