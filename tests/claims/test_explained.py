"""What a claim's code raises is told with its file, line and expression, and with the shapes of one instance."""

from __future__ import annotations

from pathlib import Path

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.claims.checks.check import check
from theory_lab.claims.verdicts.judge import judge

HERE = Path(__file__).name
SPACE = Space(p=Simplex(3), q=Simplex(2))
RAW = {"p": [1, 1, 1], "q": [1, 1]}


def reason(side):
    return judge(Claim("a", Source("b", "c"), SPACE, lhs=side, rhs=lambda i: 1), RAW).reason


def over_two_lines(i):
    return i.p[0] / (
        i.p[1] - i.p[2]
    )  # fmt: skip


def test_the_expression_is_named_and_shapes_are_those_of_one_instance():
    said = reason(lambda i: xp.sum(i.p + i.q))
    assert said.startswith("operands could not be broadcast together with shapes (3,) (2,) ")
    assert said.endswith(": i.p + i.q)") and f"({HERE}, line " in said


def test_an_expression_of_several_lines():
    line = over_two_lines.__code__.co_firstlineno + 1
    assert reason(over_two_lines) == f"1/3 is divided by zero ({HERE}, line {line}: i.p[0] / ( i.p[1] - i.p[2] ))"


def test_a_missing_field():
    assert reason(lambda i: i.z).startswith("AttributeError: there is no field 'z'; the fields are p, q, size (")


def test_it_stands_in_the_record():
    claim = Claim("a", Source("b", "c"), SPACE, lhs=lambda i: i.p @ i.q, rhs=lambda i: 1)
    record = check(claim, "matmul")
    assert record.outcome == "error" and f"({HERE}, line " in record.problems[0] and ": i.p @ i.q)" in record.problems[0]


def test_shapes_of_arrays_of_numpy_are_left_as_they_are():
    import numpy as np

    assert "shapes (2,) (3,)" in reason(lambda i: np.ones(2) + np.ones(3))
