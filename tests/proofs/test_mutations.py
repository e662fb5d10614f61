"""Changed proofs: the kernel rejects them, or what they prove is still true."""

import copy
import json
import random

import pytest

from theory_lab.claims.files.loading import load
from theory_lab.claims.files.registry import find
from theory_lab.claims.verdicts.variants import sharpened
from theory_lab.proofs.evidence.files import proofs_path
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cases import holds_at_size
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.search.points import refuted
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import statements
from theory_lab.proofs.theorems import MALFORMED

PATTERNS = (
    "coverage_principle.coverage_le_kl", "decision_making.two_tv_sq_le_kl", "coverage_principle.coverage_le_hellinger",
    "coverage_principle.coverage_trans", "decision_making.multiplicative_pinsker", "decision_making.tv_sq_le_hellinger",
    "alignment.reward_transfer", "coverage_principle.coverage_le_hockey_stick", "coverage_principle.coverage_antitone",
    "coverage_principle.uncovered_mass_le",
)  # fmt: skip
SIZED = ("alignment.event_mass_le", "coverage_principle.half_square_le_kl", "alignment.skyline_two_worlds")
# Of each proof: 520 at a quick run, 2,080 in all.
QUICK, ALL = 40, 160
RULES = ["zero", "ball", "signs", "product", "scale", "mono", "split", "use", "cell", "clear", "empty", "if", "ratio", "linear"]


def _sites(tree, path=()):
    """Every leaf of a proof."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        if isinstance(value, dict | list):
            yield from _sites(value, (*path, key))
        else:
            yield (*path, key)


def _changed(value, rng):
    """Another number, rule, bound, factor or flag."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + rng.choice([-2, -1, 1, 2])
    if value is None:
        return rng.choice([{"rule": "signs"}, "0", 0])
    if value in RULES:
        return rng.choice(RULES)
    digits = [k for k, letter in enumerate(value) if letter.isdigit() or letter in "+-*"]
    if not digits or rng.random() < 0.2:
        return rng.choice(["0", "1", "-1", f"({value}) + 1", f"-({value})", f"2*({value})"])
    k = rng.choice(digits)
    letter = rng.choice("0123456789") if value[k].isdigit() else rng.choice("+-*")
    return value[:k] + letter + value[k + 1 :]


def _mutants(proof, rng, count):
    sites = list(_sites(proof))
    for _ in range(count):
        mutant = copy.deepcopy(proof)
        *path, last = rng.choice(sites)
        inner = mutant
        for key in path:
            inner = inner[key]
        inner[last] = _changed(inner[last], rng)
        yield mutant


def _stored(name):
    """A claim and its stored proofs."""
    ((_, path),) = find([name])
    return load(path, spaces=False), json.loads(proofs_path(path).read_text(encoding="utf-8"))


def _accepted(accept, stated, proof):
    try:
        accept(stated, proof)
    except (Rejected, *MALFORMED):
        return False
    return True


@pytest.mark.parametrize("changes", [QUICK, pytest.param(ALL, marks=pytest.mark.deep)])
@pytest.mark.parametrize("name", PATTERNS)
def test_changed_proofs_for_all_sizes(name, changes):
    (claim, content), rng = _stored(name), random.Random(changes)
    pattern, proof = patterns(claim)[0], content["all_sizes"][0]
    assert _accepted(sums.holds_for_all_sizes, pattern, proof)
    false = patterns(sharpened(claim))[0] if claim.sharpened is not None else None
    rejected = 0
    for mutant in _mutants(proof, rng, changes):
        if not _accepted(sums.holds_for_all_sizes, pattern, mutant):
            rejected += 1
        else:  # what its lemmas say is still true
            linear = [lemma["form"] for lemma in mutant["lemmas"] if lemma["rule"] == "linear"]
            assert not any(refuted(sums.inner(pattern, sums.form(pattern, form)[0])) for form in linear)
        assert false is None or not _accepted(sums.holds_for_all_sizes, false, mutant)
    assert rejected > changes / 3
    assert false is None or not _accepted(sums.holds_for_all_sizes, false, proof)


@pytest.mark.parametrize("changes", [QUICK, pytest.param(ALL, marks=pytest.mark.deep)])
@pytest.mark.parametrize("name", SIZED)
def test_changed_proofs_at_a_size(name, changes):
    (claim, content), rng = _stored(name), random.Random(changes)
    part, size = content["sizes"][0], (claim.sizes or (None,))[0]
    statement, proof = statements(claim, size)[0], part["proofs"][0]
    assert part["size"] == size and _accepted(holds_at_size, statement, proof)
    false = statements(sharpened(claim), size)[0] if claim.sharpened is not None else None
    rejected = 0
    for mutant in _mutants(proof, rng, changes):
        rejected += not _accepted(holds_at_size, statement, mutant)
        assert false is None or not _accepted(holds_at_size, false, mutant)
    assert rejected > changes / 4
