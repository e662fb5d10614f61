"""What to write in place of code that is not plain, for the words of real code."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from theory_lab import numbers as xp
from theory_lab.claims.checks.telling.remedies import remedy
from theory_lab.claims.loading import load
from theory_lab.proofs.prover import proved

HEAD = """\
import enum, functools, math
import numpy as np
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Source, Space
"""
TAIL = """
CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), Space(x=Ratio(0, 1)), lhs=left, rhs=lambda i: 1)
"""
FLOATS = "floats decide nothing exactly; "
ANOTHER = "give what is yours another name"
CODE = {
    "def left(i): return i.x * 0.25": f"{FLOATS}write Fraction(1, 4)",
    "THIRD = 1 / 3\ndef left(i): return i.x * THIRD": f"{FLOATS}write Fraction(1, 3), or ratio(k, n) for k / n",
    "def left(i): return i.x * math.pi": f"{FLOATS}write what it is the value of",
    "def left(i): return i.x * np.float64(3)": "plain are numbers",
    "def left(i): return i.x * np.sqrt(2)": f"{FLOATS}use sqrt(x) of theory_lab.numbers",
    "def left(i): return i.x * math.log2(2)": f"{FLOATS}write log(x) / log(2), with the functions of theory_lab.numbers",
    "from math import log as ln, exp\ndef left(i): return i.x * exp(0)": f"{FLOATS}use exp(x) of theory_lab.numbers",
    "def left(i): return i.x if i.x < 1 else float('1e9')": "write math.inf or float('inf') for infinity",
    "def left(i):\n    import random\n    return i.x": "write the import at the top of the file",
    "SEEN = 0\ndef left(i):\n    global SEEN\n    SEEN = 1\n    return i.x": "a function gives back what it computes",
    "class Kind(enum.Enum):\n    ONE = 1\n    def f(self): return 1\ndef left(i): return Kind.ONE.f()": "plain are numbers",
    "class Law(dict): pass\ndef left(i): return i.x * len(Law())": "a class of your own may be a dataclass",
    "TABLE = np.array([0.5])\ndef left(i): return i.x * len(TABLE)": "write exact([...]) of theory_lab.numbers",
    "def left(i): return i.x * np.array([1, 2]).mean()": "write sum(x) / n, with the functions of theory_lab.numbers; give",
    "def left(i): return i.x * len(i.x.__dict__)": "plain code asks for no name that Python gives",
    "def left(i): return xp.array([i.x])": "write stack([...]) or exact([...]) of theory_lab.numbers",
    "def left(i): return xp.sort(xp.stack([i.x, 1]))[0]": "write sorted(x), which is decided one instance at a time",
    "def left(i): return xp.argmax(xp.stack([i.x, 1]))": "write max(range(len(x)), key=lambda k: x[k])",
    "def left(i): return xp.sum(xp.diag(xp.stack([[i.x]])))": "write stack([x[k, k] for k in range(n)])",
    "def left(i): return i.x if xp else 0": "name what you take of the module",
}


@pytest.mark.parametrize("code", CODE)
def test_each_kind_of_code_has_its_own_remedy(code: str, claim_file: Callable[..., Path]) -> None:
    """The words of the plain code that is refused are real ones; where they change, this remedy is told no more."""
    claim = load(claim_file("lemma", text=HEAD + code + TAIL))
    assert claim.unplain
    assert remedy(claim.unplain).startswith(CODE[code])


def test_what_is_written_in_place_of_what_the_numbers_lack_is_plain_and_has_the_value(claim_file: Callable[..., Path]) -> None:
    """``sorted``, the place of a maximum and a diagonal, of (1/2, 1/4) and of a matrix."""
    code = "def left(i):\n    x, m = xp.stack([i.x, i.x / 2]), xp.exact([[1, 2], [3, 4]])"
    code += "\n    k = max(range(len(x)), key=lambda k: x[k])"
    code = f"{code}\n    return sorted(x)[0] + k + xp.sum(xp.stack([m[k, k] for k in range(2)]))"
    claim = load(claim_file("lemma", text=HEAD + code + TAIL))
    assert not claim.unplain
    assert xp.value(claim.lhs(claim.space_at().exact({"x": [1, 2]}))).fraction == Fraction(1, 4) + 5


def test_a_name_that_arrays_have_too_may_be_given_up() -> None:
    assert remedy("lemma.py, line 3: .rank").startswith(ANOTHER)


@pytest.mark.parametrize("text", ["", "more than 100,000 objects", "lemma.py, line 1: nan", "the sizes: 1j", "lemma.py: ((("])
def test_of_what_is_not_known_the_words_of_plain_code_are_told(text: str) -> None:
    assert remedy(text).startswith("plain are numbers")


def test_the_search_for_proofs_tells_it(claim_file: Callable[..., Path]) -> None:
    claim = load(claim_file("lemma", text=HEAD + "def left(i):\n    import random\n    return i.x" + TAIL))
    assert proved(claim, "lemma", 1).open.endswith("is not known; write the import at the top of the file")
