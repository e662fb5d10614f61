"""Why code gives no proof for all n, and what to write for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import theory_lab
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.proofs.prover import prove

CODE = """\
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
def square(x):
    return sum(a * b for a, b in zip(x, x))
class Law:
    def __init__(self, p):
        self.p = p
    def mass(self):
        return square(self.p)
    @property
    def size(self):
        return square(self.p)
def within(f):
    return lambda i: f(i.p)
CLAIM = Claim("x", Source("a", "b"), lambda n: Space(p=Simplex(n)), sizes=(2, 3), lhs=LEFT, rhs=lambda i: 1 + i.p[0])
"""
TOLD = "of one term; write one as sum(x) of theory_lab.numbers, not with Python's sum"


def test_sums_of_python_are_no_sums_over_outcomes_and_prove_says_what_are() -> None:
    """``sum p q <= 1``: what the sentence names is proved for all n."""
    space = {"space": lambda n: Space(p=Simplex(n), q=Simplex(n)), "sizes": (2, 3), "rhs": lambda i: 1}
    loose = Claim("x", Source("x", "x"), lhs=lambda i: sum(a * b for a, b in zip(i.p, i.q, strict=True)), **space)
    attempt = theory_lab.prove(loose, seconds=2)
    assert attempt.word == "proved (n = 2, 3)"
    assert attempt.open.endswith(TOLD)
    attempt = theory_lab.prove(replace(loose, lhs=lambda i: xp.sum(i.p * i.q)), seconds=2)
    assert attempt.word == "proved (all n)" and not attempt.open


@pytest.mark.parametrize(
    "left", ["lambda i: square(i.p)", "lambda i: Law(i.p).mass()", "lambda i: Law(i.p).size", "within(square)"]
)
def test_the_sum_of_python_is_found_wherever_code_calls_it(left: str, claim_file: Callable[..., Path]) -> None:
    """In a function, a method, a property or what a function holds."""
    assert prove(claim_file("lemma", text=CODE.replace("LEFT", left)), "lemma", 1).open.endswith(TOLD)


def test_of_code_without_the_sum_of_python_it_is_not_told(claim_file: Callable[..., Path]) -> None:
    for left in ("lambda i: xp.sum(i.p)", "lambda i: i.p[0]"):
        assert prove(claim_file("lemma", text=CODE.replace("LEFT", left)), "lemma", 1).open.endswith("of one term")
    other = CODE.replace("sum(a * b for a, b in zip(x, x))", "sum(x * x)").replace("LEFT", "lambda i: square(i.p)")
    path = claim_file("lemma", text=f"from theory_lab.numbers import sum\n{other}")
    assert prove(path, "lemma", 1).open.endswith("of one term")
