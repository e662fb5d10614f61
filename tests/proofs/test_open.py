"""What is left open, told: the goal, whether it is false as it stands, and why code gives no formula."""

import time
from dataclasses import replace

import pytest
from rich.console import Console

import theory_lab
from tests.power.planted import claim as planted
from tests.proofs.test_kernel import field
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Kernel, Ratio, Simplex, Source, Space, Table
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.cli import main
from theory_lab.measures.divergences import chi2, kl
from theory_lab.measures.information import entropy
from theory_lab.proofs.command import _show
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected
from theory_lab.proofs.prover import Attempt, found_at_size, prove
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.search.goals.left import left_open
from theory_lab.proofs.search.goals.reasons import STEPS, unstepped
from theory_lab.proofs.theorems import Theorem
from theory_lab.sequences.laws import law_of


class Rows(Kernel):
    """A kind of field of a person's own."""


SOURCE = Source("my notes", "Lemma 1", status="derived")


def left_of(lhs, rhs, seconds=40, **fields):
    """The sentence about what is left open."""
    attempt = theory_lab.prove(Claim("a <= b", SOURCE, Space(**fields), lhs=lhs, rhs=rhs), seconds=seconds)
    assert not attempt.theorem.is_proved
    return attempt.open


def test_a_goal_that_is_false_is_called_so():
    where = field(x=(0, 1))
    left = left_open(where.quotient_of("x**3 - x**2"), where)
    assert "false as it stands, unless a fact excludes the point: -0.148 at x = 0.66" in left
    assert "tightest seen" not in left


def test_a_strict_goal_is_told_as_one():
    where = field(x=(0, 1), y=(0, 1))
    left = left_open(where.quotient_of("x*y"), where, strict=True)
    assert left.startswith("open: x y > 0 for 0 <= x <= 1, 0 <= y <= 1; tightest seen: ")
    assert float(left.split("tightest seen: ")[1].split(" at ")[0]) < 0.1  # the smallest of all points, not the first
    assert left_open(where.quotient_of("x - y"), where).startswith("open: x - y >= 0")


def test_a_strict_step_is_left_open_as_one():
    """Where two laws are equal both sides are 0: ``>= 0`` would not say what is lacking."""
    case = Claim(
        "E (w - M)_+ < chi2 / (4 (M - 1))",
        SOURCE,
        lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True), level=Ratio(2, 20)),
        sizes=(2,),
        relation="<",
        given={"different": lambda i: chi2(i.p, i.q) > 0},
        lhs=lambda i: xp.sum(xp.maximum(i.p - i.level * i.q, 0)),
        rhs=lambda i: chi2(i.p, i.q) / (4 * (i.level - 1)),
    )
    left = theory_lab.prove(case, seconds=6).open
    assert left.startswith("for all n, open: (S0 - 4 S1 level + 4 S1)/(4 level - 4) > 0 for 0 < S0, 2 <= level <= 20"), left


def test_rounding_near_a_zero_of_a_denominator_is_not_tight():
    """``(1 - x)^4 + 1 - x`` over ``(1 - x)^4``: at 1 floats are off by more than 1, and between 0 and 1 it is at least 2."""
    where = field(x=(0, 1, ")"))
    power = "1 - 4*x + 6*x**2 - 4*x**3 + x**4"
    left = left_open(Quotient(where.polynomial_of(f"{power} + 1 - x"), where.polynomial_of(power)), where)
    assert float(left.split("tightest seen: ")[1].split(" at ")[0]) >= 2


def test_a_claim_that_a_light_instance_refutes_is_not_searched_for():
    assert left_of(lambda i: i.x**2, lambda i: i.x**3, x=Ratio(0, 1)) == "its check refutes it at x = 1/2"


def test_a_claim_that_is_not_proved_is_refuted_where_a_check_does():
    left = left_of(lambda i: xp.log(1 + chi2(i.p, i.q)), lambda i: 2 * kl(i.p, i.q), p=Simplex(2), q=Simplex(2))
    assert left == "its check refutes it at p = (1/3, 2/3), q = (1/4, 3/4)"


def test_a_vacuous_claim_has_no_proof():
    """Nothing in [0, 1] has a square above 3, so that anything could be said of it."""
    claim = Claim("x", SOURCE, Space(x=Ratio(0, 1)), lambda i: i.x, lambda i: -5, given={"large": lambda i: i.x**2 > 3})
    attempt = theory_lab.prove(claim, seconds=5)
    assert attempt.content is None and not attempt.theorem.is_proved
    assert attempt.open == "its check finds it vacuous: the hypothesis 'large' is met by 0 of the first 24 small instances"


def test_beside_what_is_proved_stands_what_is_left():
    claim = Claim(
        "the entropy of two outcomes",
        SOURCE,
        lambda n: Space(p=Simplex(n)),
        sizes=(2, 3),
        lhs=lambda i: i.p[0] * (1 - i.p[0]),
        rhs=lambda i: xp.ratio(1, 4) if i.size == 2 else entropy(i.p) - entropy(i.p**2 / xp.sum(i.p**2)) + 1,
    )
    attempt = theory_lab.prove(claim, seconds=4)
    assert str(attempt.theorem) == "proved (n = 2)" and attempt.open.startswith("for n = 3, ")


def test_what_is_proved_of_two_outcomes_and_false_of_three_is_no_proof_of_the_claim():
    """The means of the squares given the rows and given the columns are equal for a table of two by two alone."""

    def mean(joint):
        return (xp.sum(joint**2 / xp.sum(joint, axis=0)) - xp.sum(xp.sum(joint, axis=1) ** 2)) / (
            1 - xp.sum(xp.sum(joint, axis=1) ** 2)
        )

    claim = Claim(
        "Goodman and Kruskal's tau is symmetric",
        SOURCE,
        lambda n: Space(j=Simplex(2 * n, positive=True)),
        sizes=(2, 3),
        relation="==",
        lhs=lambda i: mean(i.j.reshape(2, i.size)),
        rhs=lambda i: mean(i.j.reshape(2, i.size).T),
    )
    attempt = theory_lab.prove(claim, seconds=20)
    assert not attempt.theorem.is_proved and attempt.content is None
    assert attempt.open == "its check refutes it at size 3, j = (1/7, 1/7, 1/7, 1/7, 1/7, 2/7)"
    at_two = theory_lab.prove(replace(claim, sizes=(2,)), seconds=20)
    assert str(at_two.theorem) == "proved (n = 2)"


def test_what_is_nothing_for_a_proof_is_told():
    claim = Claim("x <= c", SOURCE, Space(x=Ratio(0, 1)), lhs=lambda i, c: i.x, rhs=lambda i, c: c, unknown="c", bracket=(0, 2))
    assert theory_lab.prove(claim).open.startswith("its constant c is unknown: replace it by a number")
    known = {"expect": "fails", "falls": "tempting form"}
    fails = Claim("x^2 <= x^3", SOURCE, Space(x=Ratio(0, 1)), lhs=lambda i: i.x**2, rhs=lambda i: i.x**3, **known)
    assert theory_lab.prove(fails).open == "it is expected to fail"
    value = Claim("1 + 1 = 2", SOURCE, kind="value", value=lambda n: n + n, printed={1: "2"})
    assert theory_lab.prove(value).open.startswith("a claim of kind 'value' cannot be proved")


def test_a_goal_that_may_be_true_is_told_where_it_is_tightest():
    left = left_of(lambda i: entropy(i.p**2 / xp.sum(i.p**2)), lambda i: entropy(i.p), p=Simplex(2))
    assert "tightest seen: " in left and "false" not in left


def test_what_is_open_is_the_goal_where_zeros_are_cases_of_their_own():
    """Where ``x`` and ``y`` are 0 the logarithm has no value; that is a case, and not why the claim is open."""
    unit = {"x": Ratio(0, 1), "y": Ratio(0, 1)}
    false = planted("log s <= s - 1 - x^2", unit, lambda i: xp.log(i.x + i.y), lambda i: i.x + i.y - 1 - i.x**2)
    _, left = found_at_size(false, None, 40)
    assert left.startswith("open: y - log(y + x) ") and "a logarithm or a root needs" not in left


def test_a_program_gives_no_formula_and_says_so():
    left = left_of(lambda i: law_of(lambda draw: draw(i.p)).get(0, 0), lambda i: i.p[0], p=Simplex(2))
    assert "these weights are symbols: its law is no formula (test_open.py, line " in left and "Symbols(" not in left


def test_what_code_raises_at_symbols_is_told_with_its_place():
    def least(i):
        return xp.lp_value(i.x, -xp.ones((1, 2), i.x), -xp.ones((1,), i.x))

    left = left_of(least, lambda i: xp.max(i.x), x=Table((2,), 0, 1), seconds=1)
    assert left.startswith("its code gives no formula: a linear program is solved for numbers (test_open.py, line ")
    assert "xp.lp_value(i.x, " in left


def test_sums_of_python_are_sums_over_outcomes() -> None:
    """``sum p q <= 1``; of a first outcome left out of such a sum there is no proof for all n."""
    space = {"space": lambda n: Space(p=Simplex(n), q=Simplex(n)), "sizes": (2, 3), "rhs": lambda i: 1}
    whole = Claim("x", Source("x", "x"), lhs=lambda i: sum(a * b for a, b in zip(i.p, i.q, strict=True)), **space)
    assert theory_lab.prove(whole, seconds=20).word == "proved (all n)"
    for lhs in (lambda i: sum(i.p[1:] * i.q[1:]), lambda i: sum(i.p) * i.q[0], lambda i: sum(i.p[:2] * i.q[:2])):
        attempt = theory_lab.prove(Claim("x", Source("x", "x"), lhs=lhs, **space), seconds=2)
        assert attempt.word == "proved (n = 2, 3)" and "of one term" in attempt.open, attempt


def test_a_field_without_symbols_is_named_with_its_kind():
    left = left_of(lambda i: xp.max(xp.dot(i.p, i.k)), lambda i: xp.max(i.k), p=Simplex(2), k=Rows(2, 2))
    assert left.startswith("k is a Rows, but proofs cover only laws, kernels, steps, tables and numbers")


def test_what_is_left_is_told_also_of_one_of_several_claims_in_a_file(tmp_path):
    path = tmp_path / "lemmas.py"
    path.write_text(
        "from theory_lab.claims import Claim, Ratio, Source, Space\n"
        "one = Claim('x', Source('a', 'b'), Space(x=Ratio(0, 1)), lhs=lambda i: i.x**2, rhs=lambda i: i.x**3)\n"
        "CLAIMS = {'false': one}\n"
    )
    attempt = prove(path.with_name("lemmas.py::false"), "lemmas.false", 20)
    assert attempt.open == "its check refutes it at x = 1/2"


def test_the_look_for_a_refutation_has_as_long_as_the_proof_had(monkeypatch):
    """Where a side takes a second a check of it would take an hour."""
    from theory_lab.proofs.evidence import refutations

    asked = []

    def slow(claim, depth, *, stop):
        asked.append(stop())
        began = time.process_time()
        while not stop():
            assert time.process_time() - began < 10
        return Findings()

    monkeypatch.setattr(refutations, "run", slow)
    left = left_of(lambda i: xp.max(xp.dot(i.p, i.k)), lambda i: xp.max(i.k), p=Simplex(2), k=Rows(2, 2), seconds=0.5)
    assert left.startswith("k is a Rows") and asked == [False]


def test_where_the_time_is_over_at_a_size_the_goal_for_all_sizes_is_told():
    """The difference of means is at most the total variation, a sum that the claim does not name: no time finds it."""
    change = Claim(
        "E_q f - E_p f <= KL(q, p) + 1/8",
        SOURCE,
        lambda n: Space(p=Simplex(n), q=Simplex(n), f=Table((n,), 0, 1)),
        sizes=(3,),
        lhs=lambda i: xp.sum(i.q * i.f) - xp.sum(i.p * i.f),
        rhs=lambda i: kl(i.q, i.p) + xp.ratio(1, 8),
    )
    left = theory_lab.prove(change, seconds=5).open  # it is read within two, also where other work slows the processor
    assert left.startswith("out of time; for all n, open: S2 + S1 - S0 + 1/8 >= 0")
    assert "tightest seen: " in left and "false" not in left and "for all horizons" not in left
    assert "; S0 is the sum over outcomes of q f; S1 is the sum over outcomes of p f; S2 is the sum over outcomes of max(" in left


def test_why_there_is_no_recursion_is_told():
    """Products of neighbouring rows are not of one step, and the square keeps the prover from another proof."""
    apart = Claim(
        "a <= b",
        SOURCE,
        lambda steps: Space(a=Table((steps, 2), 0, 1)),
        sizes=(2, 3),
        lhs=lambda i: sum(i.a[h, 0] * i.a[-1 - h, 1] for h in range(i.size)),
        rhs=lambda i: xp.sum(i.a**2),
    )
    attempt = theory_lab.prove(apart, seconds=3)
    assert attempt.open.endswith("; for all horizons, the formulas of the horizons that are read have no common steps")


def test_a_long_goal_is_cut_unless_it_is_asked_for(capsys):
    attempt = Attempt("x", Theorem(False, ()), None, "open: " + "a " * 400 + ">= 0" + STEPS + "why", 0.1, 0.0)
    _show(Console(width=80), attempt, False)
    cut = capsys.readouterr().out
    assert len(cut) < 600 and cut.endswith("a ... (--show prints it whole); for all horizons, why\n")
    _show(Console(width=80), attempt, True)
    assert attempt.open in capsys.readouterr().out


def test_seconds_are_said_to_be_of_the_processor(capsys):
    with pytest.raises(SystemExit):
        main(["prove", "--help"])
    assert "Seconds of a processor for each claim." in " ".join(capsys.readouterr().out.split())


def test_why_there_is_no_recursion_is_said_of_the_entry_that_is_the_horizon():
    """Losses have a row for each of the rounds, and not for each of the experts; what depends on the rounds is their number."""
    case = Claim("x", SOURCE, lambda size: Space(losses=Table(size, 0, 1)), sizes=((2, 2),), lhs=lambda i: 0, rhs=lambda i: 1)
    shape, number = "the shape of losses does not follow the horizon", "a number or a name depends on the horizon"
    assert unstepped(case, [shape, number]) == unstepped(case, [number, shape]) == f"{STEPS}{number}"
    assert unstepped(case, [shape, "no common steps"]) == f"{STEPS}no common steps"
    assert unstepped(case, [shape]) == f"{STEPS}{shape}" and unstepped(case, []) == ""


def test_a_sketch_of_an_induction_is_told_why_the_claim_has_no_recursion(claim_file):
    path = claim_file("holds")
    case = load(path)
    reason = "a field is no law, table or number"
    assert unstepped(case, [reason]) == ""
    place = sketch_path(path)
    place.parent.mkdir()
    place.write_text("def sketch(s):\n    pass\n")
    assert unstepped(case, [reason]) == ""
    place.write_text("def induction(s):\n    pass\n")
    assert unstepped(case, [reason]) == STEPS + reason


def test_what_a_logarithm_lacks_is_told_as_what_is_to_be_shown():
    for name, lacking in (("x", "x"), ("y", "-y")):
        where = field(x=(0, 1), y=(-1, 0))
        with pytest.raises(Rejected, match=f"^a logarithm or a root needs {lacking} > 0, which was not shown$"):
            Casework(1).with_function(where, "log", where.quotient_of(name))
