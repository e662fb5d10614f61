"""Changed proofs: the kernel rejects them, or what they prove is still true."""

import copy
import functools
import json
import operator
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.proofs.searches import for_all_sizes
from tests.proofs.test_kernel import field, quadratic
from tests.proofs.test_lemmas import EXTREMES, attained, bounded
from tests.proofs.test_ranks import about, coverage
from theory_lab import numbers as xp
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.claims.verdicts.variants import sharpened
from theory_lab.proofs import terms
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.proofs.evidence.sharing import unpacked
from theory_lab.proofs.kernel import cases, lemmas, rules, sums
from theory_lab.proofs.kernel.cases import holds_at_size
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.search.places.points import refuted
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import statements
from theory_lab.proofs.telling.stored import at_choice
from theory_lab.proofs.theorems import MALFORMED

PATTERNS = (
    "coverage_principle.coverage_le_kl", "decision_making.two_tv_sq_le_kl", "coverage_principle.coverage_le_hellinger",
    "coverage_principle.coverage_trans", "decision_making.multiplicative_pinsker", "decision_making.tv_sq_le_hellinger",
    "alignment.reward_transfer", "coverage_principle.coverage_le_hockey_stick", "coverage_principle.coverage_antitone",
    "coverage_principle.uncovered_mass_le",
)  # fmt: skip
SIZED = ("alignment.mid_cdf_distance_le", "coverage_principle.half_square_le_kl", "alignment.skyline_two_worlds")
# Of each proof: 520 at a quick run, 2,080 in all.
QUICK, MORE = 40, 120
RULES = sorted({*cases.RULES, *rules.RULES, *lemmas.LEMMAS})


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
    """The proof with one leaf changed, many times; all but the way to the leaf are the same objects."""
    sites = list(_sites(proof))
    for _ in range(count):
        path = rng.choice(sites)
        yield _with(proof, path, _changed(functools.reduce(operator.getitem, path, proof), rng))


def _with(tree, path, leaf):
    if not path:
        return leaf
    changed = copy.copy(tree)
    changed[path[0]] = _with(tree[path[0]], path[1:], leaf)
    return changed


def _stored(name):
    """A claim and its stored proofs."""
    ((_, path),) = find([name])
    return load(path, spaces=False), unpacked(json.loads(proofs_path(path).read_text(encoding="utf-8")))


@functools.cache
def _first_pattern(name, sharper=False):
    """The first pattern of a claim or of its sharpened form, found once: several tests change one proof."""
    claim = at_choice(_stored(name)[0], 0)
    return patterns(sharpened(claim) if sharper else claim, few=True)[0]


def _accepted(accept, stated, proof):
    try:
        accept(stated, proof)
    except (Rejected, *MALFORMED):
        return False
    return True


@pytest.mark.usefixtures("each_part_once")
@pytest.mark.parametrize("changes", [QUICK, pytest.param(MORE, marks=pytest.mark.deep)])
@pytest.mark.parametrize("name", PATTERNS)
def test_changed_proofs_for_all_sizes(name, changes):
    (claim, content), rng = _stored(name), random.Random(changes)
    pattern, proof = _first_pattern(name), content["all_sizes"][0]
    assert _accepted(lemmas.holds_for_all_sizes, pattern, proof)
    false = _first_pattern(name, sharper=True) if claim.sharpened is not None else None
    rejected = 0
    for mutant in _mutants(proof, rng, changes):
        if not _accepted(lemmas.holds_for_all_sizes, pattern, mutant):
            rejected += 1
        else:  # what its lemmas say is still true
            linear = [lemma["form"] for lemma in mutant["lemmas"] if lemma["rule"] == "linear"]
            assert not any(refuted(sums.inner(pattern, sums.form(pattern, form)[0])) for form in linear)
        assert false is None or not _accepted(lemmas.holds_for_all_sizes, false, mutant)
    assert rejected > changes / 3
    assert false is None or not _accepted(lemmas.holds_for_all_sizes, false, proof)


@pytest.mark.usefixtures("each_part_once")
@pytest.mark.parametrize("changes", [QUICK, pytest.param(MORE, marks=pytest.mark.deep)])
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


# Rules that no shipped proof uses yet, or few do: a cell, what is true on it, what is false, and a proof of the first
ZERO, BALL, SIGNS = ({"rule": rule} for rule in ("zero", "ball", "signs"))
UNIT, LINE, OPEN = field(x=(0, 1)), field(x=(0, None)), field(x=(0, None, "("))
LOG = [["l", "log", "x", SIGNS]]
KNOWN = replace(field(x=(-5, 5)), facts=(field(x=(-5, 5)).quotient_of("x - 1"),))
ENDS = {"rule": "concave", "var": "x", "slope": BALL, "values": [{"base": ZERO}, {"base": ZERO}], "ends": {}}
HALF = {"rule": "split", "var": "x", "at": "1/2", "inside": [BALL, BALL]}
INVERSE = {"rule": "product", "factors": [["x", -1, 1, SIGNS]], "then": BALL}
CELLS = {
    "concave": (UNIT, "x - x**2", "x - x**2 - 1/100", ENDS),
    "ball": (UNIT, "x**2 - x + 2", "x**2 - x + 1/5", {**HALF, "low": BALL, "high": BALL}),
    "mono": (LINE, "x**3 + x", "x**3 + x - 1/100", {"rule": "mono", "var": "x", "up": True, "slope": SIGNS, "base": ZERO}),
    "quad": (LINE, "x**2 - 2*x + 1", "x**2 - 2*x + 99/100", quadratic("1", "-2", ZERO)),
    "invert": (OPEN, "x", "x - 1/100", {"rule": "invert", "var": "x", "then": INVERSE}),
    "split": (UNIT, "x", "x - 1/100",
              {**HALF, "low": SIGNS, "high": SIGNS}),
    "use": (KNOWN, "2*x - 2", "2*x - 201/100", {"rule": "use", "facts": [[0, "2", BALL]], "then": ZERO}),
    "multiple": (OPEN, "1 + 1/x", "1/100 - 1/x",
                 {"rule": "product", "factors": [["x", -1, 1, SIGNS]], "then": SIGNS}),
    "logs": (rules.extended(UNIT, [["e", "exp", "x", None]]), "e - 1", "e - 101/100",
             {"rule": "compare", "by": "log", "x": "e", "y": "1", "positive": [SIGNS, BALL], "generators": [], "then": SIGNS}),
    "root": (rules.extended(UNIT, [["r", "root", "x", SIGNS]]), "r - x", "r - x - 1/100",
             {"rule": "compare", "by": "square", "x": "r", "y": "x", "positive": [SIGNS], "generators": [], "then":
              {"rule": "product", "factors": [["x", 1, 1, SIGNS], ["1 - x", 1, 1, SIGNS]], "then": BALL}}),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_changed_proofs_on_cells(name):
    (where, true, false, proof), rng = CELLS[name], random.Random(name)
    right, wrong = (where.quotient_of(text) for text in (true, false))
    prove = lambda e, tree: rules.proves(e, where, tree)  # noqa: E731
    assert _accepted(prove, right, proof) and not _accepted(prove, wrong, proof)
    rejected = 0
    for mutant in _mutants(proof, rng, 200):
        rejected += not _accepted(prove, right, mutant)
        assert not _accepted(prove, wrong, mutant)
    assert rejected > 50


def test_changed_proofs_by_a_bound_that_is_attained():
    goal, rng = replace(EXTREMES, sides=(terms.variable("M0"), terms.ONE)), random.Random(1)
    proof = bounded(attained("1 - M0"))
    false = replace(goal, sides=(terms.variable("M0"), terms.number(Fraction(99, 100))))
    assert _accepted(lemmas.holds_for_all_sizes, goal, proof)
    rejected = 0
    for mutant in _mutants(proof, rng, 400):
        rejected += not _accepted(lemmas.holds_for_all_sizes, goal, mutant)
        assert not _accepted(lemmas.holds_for_all_sizes, false, mutant)
    assert rejected > 100


@pytest.mark.usefixtures("each_part_once")
def test_changed_proofs_by_ranks():
    claims = (about(coverage, lambda i, c=c: xp.ratio(c, 100) * xp.ratio(i.draws**2, 2 * i.draws - 1)) for c in (100, 99))
    (pattern,), (false,) = map(patterns, claims)
    (proof,), rng = (
        for_all_sizes(about(coverage, lambda i: xp.ratio(i.draws**2, 2 * i.draws - 1)), 20) or [None],
        random.Random(1),
    )
    assert "ranks" in json.dumps(proof)
    rejected = 0
    for mutant in _mutants(proof, rng, 60):
        rejected += not _accepted(lemmas.holds_for_all_sizes, pattern, mutant)
        assert not _accepted(lemmas.holds_for_all_sizes, false, mutant)
    assert rejected > 20
