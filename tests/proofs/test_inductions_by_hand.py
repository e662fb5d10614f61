"""Sketches for every horizon: what a person tells of a step is used, what is left open is told, and nothing false passes."""

import shutil
from pathlib import Path

import pytest

from tests.shipped import shipped
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.claims.loading import load
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.steps import holds_for_all_horizons
from theory_lab.proofs.prover import found_for_all_horizons, proved
from theory_lab.proofs.sketches import Induction, cell, either, look, use
from theory_lab.proofs.sketches.filling import Unfinished
from theory_lab.proofs.sketches.inductions import induced

NAME = "decision_making.optimistic_regret_le_residuals"


def kept(spare=0):
    """What is taken, step by step, from the first part of a law, each time no more than is left, is no more than that part."""

    def sides(i):
        taken = []
        left = i.start[0]
        for row in i.gains:
            taken.append(xp.minimum(row, left))
            left = left - taken[-1]
        return xp.sum(xp.stack(taken))

    return Claim(
        statement="x", source=Source("x", "x"), space=lambda steps: Space(gains=Table(steps, 0, 1), start=Simplex(2)),
        sizes=(2, 3), lhs=sides, rhs=lambda i: i.start[0] - spare,
    )  # fmt: skip


def told(s):
    """v0 is what is taken from a step on, x0 what is there."""
    s.fact("onward", "x0")
    s.fact("back", "x0 - v0")


def proof_of(claim, sketch, size=2, place=None, seconds=20):
    read = recursion(claim, size, place)
    one = Induction(read, size)
    sketch(one)
    return read, one.proof(seconds)


def test_what_is_told_of_a_step_proves_every_horizon():
    claim = kept()
    read, proof = proof_of(claim, told)
    holds_for_all_horizons(read, proof)
    assert not found_for_all_horizons(claim, 2)  # the search does not guess it


def test_the_shipped_sketch_gives_what_the_kernel_accepts():
    claim = shipped(NAME).claim
    for size in claim.sizes:
        read = recursion(claim, size, 2)
        proof = induced(claim, read, size, 60)
        assert proof is not None
        holds_for_all_horizons(read, proof)
        with pytest.raises(Rejected):
            holds_for_all_horizons(read, {**proof, "told": {**proof["told"], "back": proof["told"]["back"][:-1]}})


def too_much(s):
    s.fact("back", "x0 - 2*v0")


def shown(s):
    s.fact("onward", "x0", onward=look())
    s.fact("back", "x0 - v0")


def elsewhere(s):
    s.fact("onward", "x0", last=cell())


def unknown(s):
    s.fact("back", "x0 - v7")


def wrong_move(s):
    s.fact("onward", "x0", onward=either(cell(use((7, 1)))))


def wrong_side(s):
    told(s)
    s.step(0, cell(use((0, "-1"))))


@pytest.mark.parametrize(
    ("sketch", "said"),
    [
        (too_much, "last: x0 - 2*v0 is left open"),
        (shown, "onward: x0\nto show: "),
        (elsewhere, "a fact about 'onward' with proofs of last is not known"),
        (unknown, "the facts are rejected"),
        (wrong_move, "onward: x0 is rejected: there is no such fact"),
        (wrong_side, "step 1 is "),
    ],
)
def test_what_such_a_sketch_leaves_open_is_told(sketch, said):
    with pytest.raises(Unfinished) as left:
        proof_of(kept(), sketch)
    assert said in str(left.value)


def test_a_false_neighbour_has_no_proof_by_the_same_sketch():
    with pytest.raises(Unfinished, match="step 1 is left open"):
        proof_of(kept(xp.ratio(1, 2)), told)


def test_a_file_without_an_induction_tells_nothing(tmp_path):
    claim = shipped("decision_making.linear_risk_ge").claim
    assert sketch_path(claim.path).exists()
    outlined: list[str] = []
    assert induced(claim, recursion(kept(), 2, None), 2, 5, outlined) is None and not outlined


def test_what_the_file_leaves_open_is_told(tmp_path):
    place = Path(shipped(NAME).claim.path)
    (tmp_path / "_sketches").mkdir()
    shutil.copy(place, tmp_path)
    text = sketch_path(place).read_text().replace('f"{largest} - {own}"', 'f"{largest} - 2*{own}"')
    sketch_path(tmp_path / place.name).write_text(text)
    attempt = proved(load(tmp_path / place.name), place.stem, 4)
    assert "its sketch: last: v2 is left open" in attempt.open and not attempt.theorem.horizons
