"""What is left open, told: the goal, whether it is false as it stands, and why code gives no formula."""

import theory_lab
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Kernel, Ratio, Simplex, Source, Space
from theory_lab.measures.information import entropy
from theory_lab.proofs.prover import prove
from theory_lab.sequences.laws import law_of

SOURCE = Source("my notes", "Lemma 1", status="derived")


def left_of(lhs, rhs, **fields):
    """The sentence about what is left open."""
    attempt = theory_lab.prove(Claim("a <= b", SOURCE, Space(**fields), lhs=lhs, rhs=rhs), seconds=40)
    assert not attempt.theorem.is_proved
    return attempt.open


def test_a_goal_that_is_false_is_called_so():
    left = left_of(lambda i: i.x**2, lambda i: i.x**3, x=Ratio(0, 1))
    assert "no proof this way, for it is false unless a fact is missing: -0.148 at x = 0.66" in left
    assert "tightest seen" not in left


def test_a_goal_that_may_be_true_is_told_where_it_is_tightest():
    left = left_of(lambda i: entropy(i.p**2 / xp.sum(i.p**2)), lambda i: entropy(i.p), p=Simplex(2))
    assert "tightest seen: " in left and "false" not in left


def test_a_program_gives_no_formula_and_says_so():
    left = left_of(lambda i: law_of(lambda draw: draw(i.p)).get(0, 0), lambda i: i.p[0], p=Simplex(2))
    assert left.endswith("these weights are symbols: its law is no formula") and "Symbols(" not in left


def test_a_field_without_symbols_is_named_with_its_kind():
    left = left_of(lambda i: xp.max(xp.dot(i.p, i.k)), lambda i: xp.max(i.k), p=Simplex(2), k=Kernel(2, 2))
    assert left.startswith("k is a Kernel, and proofs speak of laws, steps, tables and numbers alone")


def test_where_nothing_is_found_the_goal_is_told_also_of_one_of_several_claims_in_a_file(tmp_path):
    path = tmp_path / "lemmas.py"
    path.write_text(
        "from theory_lab.claims import Claim, Ratio, Source, Space\n"
        "one = Claim('x', Source('a', 'b'), Space(x=Ratio(0, 1)), lhs=lambda i: i.x**2, rhs=lambda i: i.x**3)\n"
        "CLAIMS = {'false': one}\n"
    )
    attempt = prove(path.with_name("lemmas.py::false"), "lemmas.false", 20)
    goal = "open: x^3 - x^2 >= 0 for 0 <= x <= 1; no proof this way, for it is false unless a fact is missing: "
    assert attempt.open.startswith(goal)
