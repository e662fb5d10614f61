"""The cases on which statements are checked cover all families and all error models, with exact leaves and measured errors."""

import ast
import json
import re
from pathlib import Path

import pytest

from tests.oracles.agreement import fractions_of
from theory_lab.counting.battery import CASES, SMALL, VERIFIERS, case
from theory_lab.counting.instances import CLASSIC, FAMILIES, classic


def test_cases_cover_families_and_verifiers():
    assert {verifier for _, verifier in CASES} == set(VERIFIERS) - {"exact"}
    for family, members in FAMILIES.items():
        names = {instance for instance, _ in CASES if instance.startswith(family)}
        assert len({classic(name).tree.size for name in names}) >= 3 and len(names) >= len(members) - 1
        verifiers = {verifier for instance, verifier in CASES if instance.startswith(family)}
        assert len(verifiers) >= 4
    assert {name for name in CLASSIC if classic(name).tree.size > 250} == set(CLASSIC) - {instance for instance, _ in CASES}
    assert {pair for pair in CASES if classic(pair[0]).tree.size <= 62} == set(SMALL)


def test_cases_are_those_that_certificates_name():
    """As they were when the claims about all of them were decided: another choice would leave those certificates behind."""
    folder = Path(__file__).parents[2] / "proofs_check" / "backtracking" / "certificates"
    details = json.loads((folder / "classic_gap_ge.json").read_text(encoding="utf-8"))["details"]
    named = {ast.literal_eval(found[1]) for words, _ in details if (found := re.match(r"size (\('[^']*', '[^']*'\))", words))}
    assert named == set(CASES) and len(CASES) == len(named)


@pytest.mark.parametrize("verifier", VERIFIERS)
def test_errors_are_what_they_are_called(verifier):
    for name in ("independent sets, cycle 5", "linear extensions, fence 5", "Dyck words, length 6"):
        made = case(name, verifier)
        tree, values, guide = made.tree, fractions_of(made.values), [None, *fractions_of(made.guide)]
        inner = [v for v in tree.inner.tolist() if v]
        assert fractions_of(made.kappa[None])[0] == max(max(values[v] / guide[v], guide[v] / values[v]) for v in inner)
        assert all(guide[v] == values[v] for v in tree.leaves.tolist())
        assert all(guide[v] > 0 for v in inner)
    bounds = {"exact": 1, "two-point": 2, "log-uniform": 3, "biased": 2, "by level": 3}
    if verifier in bounds:
        assert fractions_of(made.kappa[None])[0] <= bounds[verifier]
    if verifier == "coarse":
        assert fractions_of(made.kappa[None])[0] <= made.problem.ratio
    with pytest.raises(ValueError, match="no verifier 'x'"):
        case("Dyck words, length 6", "x")
