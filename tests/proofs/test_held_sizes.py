"""Limits of a size that objects hold otherwise than as a number of Python's: false beyond, and not read for all sizes.

Each claim is true up to 150 outcomes and refuted at 151.
"""

import array
import ctypes
import datetime
import functools
from collections import deque

import numpy as np
import pytest
from flint import fmpq, fmpz

from tests.proofs.test_more_reading_cheats import law
from tests.proofs.test_reading_cheats import claim, refuted
from theory_lab import numbers as xp
from theory_lab.proofs.code.numbers import numbers_of
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable

EVERY, STEPS = slice(None, None, 150), range(0, 1000 % 7, 150)
ZEROS, ROWS, ITEMS = np.zeros(150, dtype=int), np.zeros((2, 150), dtype=int), [0] * 150
BYTES, WRITABLE, STORED, SEEN = bytes([150]), bytearray([150]), array.array("b", 150 * [0]), memoryview(bytes([150]))
WHOLE, QUOTIENT, DAYS, LAST, WORD = fmpz(150), fmpq(150), datetime.timedelta(150), deque(maxlen=150), ctypes.c_int(150)
SPAN = np.timedelta64(150, "D")


class Told(type):
    cap = 150


class Limit(metaclass=Told):
    pass


HELD = {
    "the step of a slice": lambda n: len(range(n)[EVERY]) == 1,
    "the step of a range": lambda n: n <= STEPS.step,
    "the length of an array": lambda n: n <= len(ZEROS),
    "a shape": lambda n: n <= ROWS.shape[1],
    "the length of a list": lambda n: len([*zip(range(n), ITEMS, strict=False)]) == n,
    "a byte": lambda n: n <= BYTES[0],
    "a byte that may change": lambda n: n <= WRITABLE[0],
    "a byte that is seen": lambda n: n <= SEEN[0],
    "the length of an array of Python's": lambda n: n <= len(STORED),
    "a whole number of FLINT": lambda n: n <= int(WHOLE),
    "a rational of FLINT": lambda n: n <= QUOTIENT,
    "a number of days": lambda n: n <= DAYS.days,
    "a span of time of NumPy": lambda n: n <= int(SPAN.astype(int)),
    "the most that is held": lambda n: n <= LAST.maxlen,
    "a number of C": lambda n: n <= WORD.value,
    "by a class of classes": lambda n: n <= Limit.cap,
}


def about(small):
    return claim(law, lambda i: xp.sum(i.p) * (1 if small(i.size) else 2), lambda i: 1, sizes=(2, 3))


@pytest.mark.parametrize("name", HELD)
def test_a_limit_that_an_object_holds_leaves_no_claim_about_all_sizes(name):
    claimed = about(HELD[name])
    assert [refuted(claimed, {"p": [1] * n}, n) for n in (11, 150, 151)] == [False, False, True]
    with pytest.raises(Untraceable, match=r"the number 150 stands in its code|its code is not plain"):
        patterns(claimed)


def test_lengths_up_to_a_hundred_are_ends_of_ranges():
    held = numbers_of(about(functools.partial(lambda held, n: n <= held[-1], ([0, 0, 0, 0, 5], np.zeros((3, 7), dtype=int), 9))))
    assert {5, 9} <= held.sizes
    assert {3, 5, 7} <= held.ends
    assert not {3, 7} & held.sizes
