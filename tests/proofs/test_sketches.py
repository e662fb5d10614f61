"""Sketches: what a person tells is used, what is left open is told, and nothing is believed that the kernel does not read."""

import math
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.shipped import CLAIMS, shipped
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.claims.loading import load
from theory_lab.cli import app
from theory_lab.proofs import terms
from theory_lab.proofs.evidence.files import Proofs, found
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.kernel import lemmas, rules
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import OpenGoal, Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.prover import proved
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.sketches import Sketch, by, cell, cut, either, look, power, product, use
from theory_lab.proofs.sketches.files import names_in, proofs_by, sketched, statics_of, written
from theory_lab.proofs.sketches.filling import Filling, Unfinished
from theory_lab.proofs.telling.stored import at_choice

BESIDE = [(name, path) for name, path in CLAIMS if sketch_path(path).exists()]
INDUCED = [name for name, path in BESIDE if "induction" in names_in(sketch_path(path))]
SKETCHED = [(name, path) for name, path in BESIDE if name not in INDUCED]
MANY = 12  # sums of a pattern that takes half a minute
SKYLINE = "alignment.skyline_regret_le_of_threshold"


def sketch_of(name, number=0):
    """A sketch of one pattern of a shipped claim."""
    return Sketch(patterns(shipped(name).claim, few=True)[number], number, {}, Filling(20))


def ends(several):
    """Of many the first and the last, for each takes seconds."""
    return several if len(several) < 4 else [several[0], several[-1]]


def asked(claim):
    """The patterns along the entry of its sizes that its stored proofs are about, with the values of static fields they are for.

    Of many choices of static fields the first and the last are read alone; at few sizes, for all are read where the stored proofs
    are gone through.
    """
    stored = found(claim)
    assert isinstance(stored, Proofs)
    entry, fields = stored.content.get("entry"), claim.space_at(claim.sizes[0]).static_fields.values()
    choices = math.prod(len(list(field.values())) for field in fields)
    if choices < 4:
        read = patterns(claim, entry, few=True)
        return ends(list(zip(read, statics_of(claim, len(read)), strict=True)))
    first, last = (patterns(at_choice(claim, k), entry, few=True) for k in (0, -1))
    statics = statics_of(claim, choices * len(first))
    return [(first[0], statics[0]), (last[-1], statics[-1])]


@pytest.fixture
def folder(tmp_path):
    """The skyline claim and its sketch in a folder of their own, without its proofs."""
    place = shipped(SKYLINE).claim.path
    (tmp_path / "_sketches").mkdir()
    shutil.copy(place, tmp_path)
    shutil.copy(sketch_path(place), tmp_path / "_sketches")
    return tmp_path


def test_each_file_of_sketches_is_of_a_claim():
    files = {path for _, place in CLAIMS for path in sketch_path(place).parent.glob("*.py")}
    assert len(SKETCHED) >= 18 and INDUCED and files == {sketch_path(path) for _, path in BESIDE}


@pytest.mark.parametrize("name", [name for name, _ in SKETCHED])
def test_the_kernel_accepts_what_shipped_sketches_give(name):
    claim = shipped(name).claim
    found = asked(claim)
    found = found[:1] if len(found[-1][0].sums) > MANY else found
    few, statics = zip(*found, strict=True)
    proofs = proofs_by(written(sketch_path(claim.path)), few, statics, 120)
    assert len(proofs) == len(few)
    for pattern, proof in zip(few, proofs, strict=True):
        holds_for_all_sizes(pattern, proof)


def test_static_fields_are_told_by_their_values():
    claim = shipped("alignment.best_of_n_regret_le").claim
    told = statics_of(claim, 80)
    assert [(one["draws"], f"{one['step']}") for one in (told[0], told[1], told[-1])] == [(1, "1/10"), (1, "1"), (40, "1")]
    assert statics_of(claim, 7) == [{}] * 7


def test_the_docs_show_shipped_sketches_and_what_it_says_when_it_fails():
    name, page = "divergences.total_variation_le_bretagnolle_huber", Path("docs/sketches.md").read_text(encoding="utf-8")
    for one in (name, "alignment.win_rate_bounds"):
        assert sketch_path(shipped(one).claim.path).read_text(encoding="utf-8") in page

    def short(s):
        s.step(s.linear({"S1": 1}))

    read = patterns(shipped(name).claim, few=True)
    with pytest.raises(Unfinished) as left:
        proofs_by(short, read, [{}], 20)
    assert f"its sketch: {left.value}".split(" at S0")[0] in " ".join(page.split())
    with pytest.raises(Unfinished) as left:
        proofs_by(lambda s: s.linear({s.sum("sqrt(p*q)"): -2, "p": 1, "q": 1}, look()), read, [{}], 20)
    assert f"its sketch: {left.value}\n" in page


# What is open is no proof


def test_a_hole_is_no_proof_of_anything():
    nothing = State({}, (), frozenset(), (), (terms.ZERO, terms.ZERO), "<=", ())
    holds(nothing, {"rule": "clear"})
    with pytest.raises(OpenGoal) as left:
        holds(nothing, hole := {"rule": "open"})
    assert left.value.hole is hole and left.value.goal == (nothing,) and isinstance(left.value, Rejected)
    of_one = {"rule": "cell", "order": [], "laws": [], "bounds": [], "generators": [], "then": {"rule": "open"}}
    with pytest.raises(OpenGoal) as left:
        holds(State({}, (), frozenset(), (), (terms.ZERO, terms.ONE), "<=", ()), of_one)
    e, _, strict = left.value.goal
    assert e.is_constant and e.value == 1 and not strict


def test_what_a_sketch_puts_into_a_hole_is_no_rule_of_the_kernel():
    claim = shipped(SKYLINE).claim
    pattern = patterns(claim, few=True)[0]
    proof = proofs_by(written(sketch_path(claim.path)), [pattern], [{}], 60)[0]
    holds_for_all_sizes(pattern, proof)
    for tree in (by(), cell(), either(), use((0, 1))):
        with pytest.raises(Rejected):
            holds_for_all_sizes(pattern, {**proof, "steps": [tree, proof["steps"][1]]})


# What is told where something is missing


def lemma_is_false(s):
    s.linear({"S1": 1})


def no_such_sum(s):
    s.linear({"S9": 1})


def wrong_step(s):
    s.step()


def fact_of_elsewhere(s):
    s.step((terms.variable("S7"), False))


def too_few_steps(s):
    pass


def too_many_steps(s):
    gain, moment = told(s)
    s.step(gain, s.hypotheses[0])
    s.step(moment, s.hypotheses[0])
    s.step(gain)


def late_sum(s):
    told(s)
    s.sum("base*reward")


def sum_without_a_value(s):
    s.sum("base/target")


def not_infinite(s):
    told(s)
    s.infinite("S0")


def not_impossible(s):
    s.impossible(alone="S0")


def no_cut(s):
    gain, _ = told(s)
    s.step(gain, proof=cut("1/S9"))


def no_fact(s):
    s.step(3)


def no_move(s):
    s.step(proof=3)


def slip(s):
    return s.nothing


def told(s):
    """The lemmas of the shipped sketch."""
    gain = s.linear({"S2": "S0/2", "S3": "-S0/2", "S4": "1/S0*1/2", "S1": -1, "S0": "-threshold/S0", "target": "threshold"})
    return gain, s.linear({"S3": 1, "S0": "-2/S0", "base": 1})


@pytest.mark.parametrize(
    ("sketch", "said"),
    [
        (lemma_is_false, "lemma 1 (linear) is left open"),
        (no_such_sum, "there is no sum and no law 'S9'; there are S0, S1, S2, S3, S4, base, target"),
        (wrong_step, "step 1 is left open"),
        (fact_of_elsewhere, "step 1 is rejected: S7 >= 0 is not known there"),
        (too_few_steps, "2 of the steps from side to side are missing"),
        (too_many_steps, "the claim has only 2 steps from side to side"),
        (late_sum, "the sum of base*reward comes before the first lemma"),
        (sum_without_a_value, "the sum of base/target is rejected"),
        (not_infinite, "S0: infinite may be none"),
        (not_impossible, "S0 is not infinite alone; of these sums may be none"),
        (no_cut, "step 1 is rejected"),
        (no_fact, "step 1 uses 3, which is no fact; a fact is what a lemma such as s.linear returns"),
        (no_move, "the proof of step 1 is 3, which is no move such as by() or cell()"),
        (slip, "'Sketch' object has no attribute 'nothing'"),
    ],
)
def test_what_a_sketch_leaves_open_is_told(sketch, said):
    with pytest.raises(Unfinished) as left:
        proofs_by(sketch, patterns(shipped(SKYLINE).claim, few=True)[:1], [{}], 20)
    assert said in str(left.value)


def log_sum(n):
    """Two tables, and a law that is there to say that some outcome exists."""
    positive = Table((n,), Fraction(1, 100), 3)
    return Space(u=Simplex(n), a=positive, b=positive)


def test_a_step_uses_a_fact_with_the_logarithms_of_the_parts_of_a_quotient():
    """The goal has ``log(S0/S1)`` and the fact ``log(S0) - log(S1)``, by which alone it is the goal."""
    case = Claim(
        "the log-sum inequality",
        Source("a note", "Lemma", status="textbook"),
        log_sum,
        sizes=(2,),
        relation=">=",
        lhs=lambda i: xp.sum(i.a * xp.log(i.a / i.b)),
        rhs=lambda i: xp.sum(i.a) * xp.log(xp.sum(i.a) / xp.sum(i.b)),
    )

    def sketch(s):
        some, other = s.positive({"S0": 1}, "u"), s.positive({"S1": 1}, "u")
        s.step(some, other, s.linear({"S2": 1, "S0": "-log(S0) + log(S1) - 1", "S1": "S0/S1"}))

    assert proofs_by(sketch, patterns(case), [{}], 20)


def test_a_sketch_has_no_more_time_than_it_is_given():
    with pytest.raises(Unfinished, match="out of time"):
        proofs_by(told, patterns(shipped(SKYLINE).claim, few=True)[:1], [{}], -1)


def test_what_a_sketch_changes_in_the_process_is_put_back(folder, capfd):
    place = folder / Path(shipped(SKYLINE).claim.path).name
    text = "from theory_lab.proofs.kernel import lemmas, rules\nprint('said')\nlemmas.holds = rules.proves = lambda *_: None\n"
    sketch_path(place).write_text(f"{text}def sketch(s):\n    rules.extended = None\n    s.linear({{'S1': 1}})\n")
    before = lemmas.holds, rules.proves, rules.extended
    assert sketched(load(place), patterns(shipped(SKYLINE).claim, few=True), 5)[0] is None
    assert (lemmas.holds, rules.proves, rules.extended) == before and capfd.readouterr() == ("", "said\n")


# Its parts


def test_facts_and_names():
    s = sketch_of("divergences.total_variation_le_bretagnolle_huber")
    assert s.sum("sqrt(p*q)") == "S2" and [name for name, _ in s.pattern.sums] == ["S0", "S1", "S2"]
    assert s.linear({"S2": 1}) == (terms.variable("S2"), False)
    assert s.follows("S2 + 1", strict=True)[1]
    assert s.hypotheses == () and sketch_of(SKYLINE).hypotheses == ((terms.variable("S0"), True),)
    assert sketch_of("coverage_principle.mean_gap_le_hellinger").attained("M0", "M0 + 1")[0] is not None
    assert power("B0 + T0", 0) == "1" and power("B0 + T0", 2) == "(B0 + T0)**2"


def test_lemmas_behind_a_step_leave_its_facts_what_they_are():
    """The kernel counts the hypotheses behind the facts of all lemmas, also of those that come after a step."""
    s = sketch_of(SKYLINE)
    gain, moment = told(s)
    s.step(gain, s.hypotheses[0])
    s.linear({"target": 1})
    s.step(moment, s.hypotheses[0])
    s.linear({"base": 1})
    proof = s.proof()
    assert [step["facts"] for step in proof["steps"]] == [[0, 4], [1, 4]]
    holds_for_all_sizes(s.pattern, proof)


def test_a_part_in_two_places_has_a_proof_for_each():
    s, shared = sketch_of(SKYLINE), cell()
    for text in ("S0 + 1", "S0**2 - S0 + 1"):  # one is a sum of positive terms, one a square and a number
        s.follows(text, by(s.hypotheses[0], then=shared))
    assert shared == cell()


def test_cases_of_infinite_sums_are_told_or_found():
    name = "divergences.total_variation_le_bretagnolle_huber"
    whole = proofs_by(written(sketch_path(shipped(name).claim.path)), patterns(shipped(name).claim, few=True), [{}], 60)[0]
    assert whole["infinite"].keys() == {"S1"}
    with pytest.raises(Unfinished, match="step 1 where S1 is infinite is left open"):
        sketch_of(name).infinite("S1")


def test_a_factor_that_is_not_nonnegative_is_refused():
    s = sketch_of(SKYLINE)
    with pytest.raises(Unfinished):
        s.linear({"S3": 1}, by(then=cell(use(("reward", "reward - 1")))))
    with pytest.raises(Unfinished):
        s.linear({"base": 1}, by(then=cell(product(("reward", 1, 1)))))


# Files and commands


def test_prove_goes_by_the_sketch_beside_a_claim(folder):
    attempt = proved(load(folder / Path(shipped(SKYLINE).claim.path).name), SKYLINE, 30)
    assert attempt.theorem.all_sizes and attempt.content is not None


def test_where_nothing_else_is_found_either_the_sketch_is_told(folder):
    place = folder / Path(shipped(SKYLINE).claim.path).name
    sketch_path(place).write_text("def sketch(s):\n    s.linear({'S1': 1})\n")
    attempt = proved(load(place), SKYLINE, 1)
    assert not attempt.theorem.is_proved and attempt.open.startswith("its sketch: lemma 1 (linear) is left open")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def sketch(s):\n    s.linear({'S1': 1})\n", "its sketch: lemma 1 (linear) is left open"),
        ("def sketch(s):\n    s.linear(\n", "cannot be run"),
        ("x = 1\n", "defines no function sketch(s)"),
        ("def sketch(s):\n    raise SystemExit\n", "SystemExit"),
        ("raise SystemExit(3)\n", "cannot be run: SystemExit: 3"),
    ],
)
def test_what_the_sketch_of_a_claim_leaves_open_is_told(folder, text, said):
    place = folder / Path(shipped(SKYLINE).claim.path).name
    sketch_path(place).write_text(text)
    proofs, left = sketched(load(place), patterns(shipped(SKYLINE).claim, few=True), 5)
    assert proofs is None and left.startswith("its sketch: ") and said in left


def test_the_first_lines_of_a_sketch_are_written_once(folder):
    place = folder / Path(shipped(SKYLINE).claim.path).name
    path = sketch_path(place)
    path.unlink()
    first = CliRunner().invoke(app, ["prove", str(place), "--sketch"])
    assert first.exit_code == 0 and "wrote" in first.output
    text = path.read_text()
    assert "S0 is the sum over outcomes of base max(" in text and "s.hypotheses[0] is S0 > 0." in text
    assert max(map(len, text.splitlines())) <= 120
    with pytest.raises(Unfinished, match="step 1 is left open"):
        proofs_by(written(path), patterns(shipped(SKYLINE).claim, few=True)[:1], [{}], 20)
    nothing = CliRunner().invoke(app, ["prove", "--sketch"])
    assert nothing.exit_code == 2 and "name its claim" in nothing.output
    again = CliRunner().invoke(app, ["prove", str(place), "--sketch"])
    assert again.exit_code == 1 and "already exists" in again.output and path.read_text() == text
