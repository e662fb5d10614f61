"""Claims' files put names of attributes together: those of fields, and none that tell how numbers are stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proofs.searches import at_size
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome

FILE = """import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space

NAMES = ("mean",)


class Own:
    limit = 1


def left(i):
    return {}


CLAIM = Claim(statement="x", source=Source("x", "x"), space=Space(x0=Ratio(0, 1)), lhs=left, rhs=lambda i: 1 + i.x0)
"""
TOLD = {
    "how an array is stored": """2 + i.x0 if getattr(i.x0, "".join(("is_", "exact"))) else 0 * i.x0""",
    "the same, written out": """2 + i.x0 if getattr(i.x0, "is_interval") else 0 * i.x0""",
    "whether it has an attribute": """2 + i.x0 if hasattr(i.x0, "".join(("pay", "load"))) else 0 * i.x0""",
    "by another function": """2 + i.x0 if [*map(getattr, [i.x0], ["".join(("is_", "exact"))])][0] else 0 * i.x0""",
    "a part of a class": """2 + i.x0 if vars(xp.Array)["".join(("is_", "exact"))].fget(i.x0) else 0 * i.x0""",
    "a method of a class": """2 + i.x0 if getattr(xp.Array, "".join(("is_", "exact"))) else 0 * i.x0""",
    "a mean of whole numbers": """int(getattr(np.array([1, 2]), NAMES[0])()) + 0 * i.x0""",
    "code": """2 + i.x0 if getattr(left, "".join(("__co", "de__"))) else 0 * i.x0""",
}
FIELDS = {
    "a field": """getattr(i, f"x{0}")""",
    "all fields": """vars(Instance(**vars(i), y=i.x0))["y"] * vars(i)["x0"]""",
    "whether there is a field": """i.x0 if hasattr(i, "".join(("x", "0"))) else 2 + i.x0""",
    "an attribute of its own class": """i.x0 * getattr(Own(), "".join(("li", "mit")))""",
    "what is not there": """i.x0 * getattr(i, "".join(("x", "1")), 1)""",
}


def written(folder: Path, left: str) -> Claim:
    (folder / "asking.py").write_text(FILE.replace("{}", left))
    return load(folder / "asking.py")


@pytest.mark.parametrize("name", TOLD)
def test_names_that_are_put_together_tell_nothing_of_numbers(name: str, tmp_path: Path) -> None:
    claim = written(tmp_path, TOLD[name])
    verdict = judge(claim, {"x0": [1, 2]})
    assert verdict.outcome == Outcome.ERROR and ("do not tell" in verdict.reason or "asked for by vars" in verdict.reason)
    assert at_size(claim, None, 1) is None and cover(claim, None) is None


@pytest.mark.parametrize("name", FIELDS)
def test_names_that_are_put_together_tell_fields(name: str, tmp_path: Path) -> None:
    claim = written(tmp_path, FIELDS[name])
    assert claim.unplain == "" and judge(claim, {"x0": [1, 2]}).outcome == Outcome.HOLDS
    assert at_size(claim, None, 20) is not None


def test_modules_beside_a_claim_have_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "asked_beside.py").write_text("def told(x):\n    return getattr(x, 'is_' + 'ex' + str('act'))\n")
    claim = written(tmp_path, "2 + i.x0 if told(i.x0) else 0 * i.x0\n\n\nfrom asked_beside import told")
    assert judge(claim, {"x0": [1, 2]}).outcome == Outcome.ERROR and at_size(claim, None, 1) is None


def test_vars_without_an_object_tells_the_names_around(tmp_path: Path) -> None:
    claim = written(tmp_path, "i.x0 * len(vars())")
    assert judge(claim, {"x0": [1, 2]}).outcome == Outcome.HOLDS


def test_where_a_file_is_imported_they_are_those_of_python(tmp_path: Path) -> None:
    named = 'MEAN, OWN = getattr(np, "".join(("me", "an"))), vars(Own)["limit"] + hasattr([], "".join(("__l", "en__")))'
    assert judge(written(tmp_path, f"OWN * i.x0 / 2\n\n\n{named}"), {"x0": [1, 2]}).outcome == Outcome.HOLDS
    claim = written(tmp_path, f"MEAN([1, 2]) + 0 * i.x0\n\n\n{named}")
    assert "MEAN" in claim.unplain and cover(claim, None) is None
