"""Moves of sketches and the first lines of a sketch, each at a small goal of a shipped claim."""

import shutil
from fractions import Fraction

import pytest

from tests.shipped import shipped
from theory_lab.proofs import terms
from theory_lab.proofs.kernel import cases
from theory_lab.proofs.kernel.lemmas import LEMMAS
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.patterns.wording import shown
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, cut, equal, look, never, rises, use
from theory_lab.proofs.sketches.drafting import drafted, patterned
from theory_lab.proofs.sketches.files import proofs_by
from theory_lab.proofs.sketches.filling import Filling, Unfinished
from theory_lab.proofs.sketches.moves import hole

SKYLINE = "alignment.skyline_regret_le_of_threshold"


def sketch_of(name):
    """A sketch of the first pattern of a shipped claim."""
    return Sketch(patterned(shipped(name).claim)[1][0], 0, {}, Filling(20))


def test_a_cell_may_name_the_last_variables_alone():
    assert sketch_of(SKYLINE).linear({"base": "threshold**2"}, by(then=cell(order=["base"])))
    with pytest.raises(Unfinished, match="rejected"):
        sketch_of(SKYLINE).linear({"base": "threshold**2"}, by(then=cell(order=["bases"])))


def test_a_claim_without_sizes_has_no_sketch_and_says_why(tmp_path):
    place = tmp_path / "plain.py"
    place.write_text(
        "from theory_lab.claims import Claim, Ratio, Source, Space\n"
        "CLAIM = Claim('x^2 <= x', Source('a', 'b'), Space(x=Ratio(0, 1)), lhs=lambda i: i.x**2, rhs=lambda i: i.x)\n"
    )
    path, why = drafted(place, "plain")
    assert path is None and why.startswith(
        "a sketch is for all sizes, but the claim has none: make the space a function of the size"
    )


def test_a_case_that_cannot_be():
    assert sketch_of(SKYLINE).linear({"base": 1}, by(then=cut("base", cell(), never())))
    with pytest.raises(Unfinished):
        sketch_of(SKYLINE).linear({"base": 1}, by(then=cut("base", never())))
    first = cut("-level", never(), look())  # where cases are left in what is to show
    with pytest.raises(Unfinished, match="to show"):
        sketch_of("coverage_principle.sample_coverage_le_likelihood_gap").linear({"S1": "level"}, by(then=first))


def test_what_two_facts_say_of_a_variable_is_put_in():
    def joint(to):
        s = sketch_of("decision_making.linear_risk_le_lifted")
        one = [s.linear({"S0": c, "decisions": f"-{c}"}) for c in ("1", "-1")]
        return s.follows("S1 - S0*S1", by(*one, then=equal("S0", to, (0, 1), cell(ZERO))))

    assert joint("1")
    with pytest.raises(Unfinished, match="the facts do not give S0"):
        joint("2")
    with pytest.raises(Unfinished, match="there are 2 facts"):
        sketch_of(SKYLINE).follows("S0", by(*sketch_of(SKYLINE).hypotheses * 2, then=equal("S0", 0, (0, 2))))


def test_an_equation_is_by_two_proofs():
    def sketch(first, second):
        s = sketch_of("backtracking.leaf_law_only_if")
        _, _, mean = signs = [s.positive({name: 1}, "leaf") for name in ("S0", "S1", "S3")]
        ratio = [s.linear({"S3": f"{c}*S1", "S0": f"-{c}"}) for c in ("1", "-1")]
        known = by(*signs, *ratio, then=equal("S0", "S3*S1", (3, 4)))
        more, less = (s.linear({"S2": f"{c}*S3", "S4": f"-{c}"}, known) for c in ("1", "-1"))
        ends = (use((fact, "1/(2*S3)"), then=ZERO) for fact in (first, second))
        s.step(mean, more, less, proof=cell(next(ends), below=next(ends), bounds=[(0, "S3", "low", 0)]))

    sketch(2, 1)
    with pytest.raises(Unfinished, match="not identically zero"):
        sketch(1, 2)


def test_a_slope_with_a_denominator_that_is_positive():
    def value(least, falls=True):
        s = sketch_of("decision_making.linear_risk_le_lifted")
        return s.follows(f"1/(1 + offset) - {least}", by(then=cell(rises("offset", falls=falls))))

    assert value("1/10")  # the offset is at most 8
    with pytest.raises(Unfinished, match="left open"):
        value("1/8")
    with pytest.raises(Unfinished, match="left open"):
        value("1/10", falls=False)


def test_a_part_of_what_is_not_ranked_below_an_outcome():
    s = sketch_of("alignment.win_rate_bounds")
    fact, strict = s.part({"base": 1}, {"base": 1}, rank=0)
    assert shown(fact) == "(1 - (1 - B0))" and not strict
    with pytest.raises(Unfinished, match="no such rank"):
        s.part({"base": 1}, {"base": 1}, rank=7)


def test_the_first_lines_of_a_sketch_along_one_entry_of_the_sizes(tmp_path):
    place = shipped("decision_making.leverage_ge_dimension").claim.path
    assert place is not None
    shutil.copy(place, tmp_path)
    path, why = drafted(tmp_path / place.name, "mine")
    assert path is not None
    assert not why and "in the first of 3 cases" in path.read_text()


def test_each_case_is_gone_through_once_and_the_lemma_twice(monkeypatch):
    said, rule = [], LEMMAS["linear"]
    monkeypatch.setitem(LEMMAS, "linear", lambda *given: said.append(given) or rule(*given))
    halves = cut("base - 1/2", cut("base - 3/4", cell(), cell()), cut("base - 1/4", cell(), cell()))
    assert sketch_of(SKYLINE).linear({"base": 1}, by(then=halves))
    assert len(said) == 2  # up to the first hole, and when none is left


def test_a_cell_is_made_once_for_all_holes_of_its_function(monkeypatch):
    made, leaf = [], cases.leaf
    monkeypatch.setattr(cases, "leaf", lambda *given: made.append(given) or leaf(*given))
    several = use(("0", "base"), ("0", "base + 1"), ("0", "base + 2"), then=use(("0", "base + 3")))
    assert sketch_of(SKYLINE).linear({"base": 1}, by(then=cell(several)))
    assert len(made) == 2  # for the goal of its function, and when no hole is left


def test_a_cell_asks_nothing_of_an_equation_between_the_same():
    x = terms.variable("x")
    sides = terms.add(x, x), terms.multiply(terms.number(2), x)
    state, tree = State({"x": (Fraction(0), Fraction(1))}, (), frozenset(), (), sides, "=="), cell()
    Filling(20).filled("an equation", lambda: cases.holds(state, tree))
    assert tree["rule"] == "cell" and tree["then"] == hole()


def looked(sketch):
    with pytest.raises(Unfinished) as left:
        sketch(sketch_of(SKYLINE))
    return str(left.value).splitlines()


def test_a_look_tells_the_facts_by_their_numbers_and_the_next_condition():
    head, goal, *facts, condition, ranges = looked(lambda s: s.linear({"S3": 1}, by(s.everywhere[0], then=look())))
    assert head == "lemma 1 (linear)" and goal.startswith("to show: 0 <= ") and facts == ["fact 0: S0 > 0"]
    assert condition.startswith("the next condition: ") and "0 < base <= 1" in ranges
    _, goal, fact, ranges = looked(lambda s: s.follows("S0**2", by(s.hypotheses[0], then=cell(look()))))
    assert (goal, fact) == ("to show: S0^2 >= 0", "fact 0: S0 >= 0") and "0 < S0" in ranges


def test_what_is_left_open_is_told_with_its_case():
    with pytest.raises(Unfinished, match=r"2 of the steps .* missing \(case 0: step = 1/10\)"):
        proofs_by(
            lambda s: s.linear({"S1": -s.number}), patterns(shipped(SKYLINE).claim, few=True), [{"step": "1/10"}, {"step": 1}], 20
        )


def test_a_place_where_nothing_can_be_written_is_told(tmp_path):
    place = shipped(SKYLINE).claim.path
    assert place is not None
    shutil.copy(place, tmp_path)
    (tmp_path / "_sketches").write_text("a file in the place of the folder")
    path, why = drafted(tmp_path / place.name, "mine")
    assert path is None and "_sketches" in why and "cannot be written: " in why
