"""Moves of sketches and the first lines of a sketch, each at a small goal of a shipped claim."""

import shutil

import pytest

from tests.shipped import shipped
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.sketches import Sketch, by, cell, cut, look, never
from theory_lab.proofs.sketches.drafting import drafted
from theory_lab.proofs.sketches.files import proofs_by
from theory_lab.proofs.sketches.filling import Filling, Unfinished

SKYLINE = "alignment.skyline_regret_le_of_threshold"


def sketch_of(name):
    """A sketch of the first pattern of a shipped claim."""
    return Sketch(patterns(shipped(name).claim)[0], 0, {}, Filling(20))


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
        "a sketch is for all sizes, and here there are none: make the space a function of them"
    )


def test_a_case_that_cannot_be():
    assert sketch_of(SKYLINE).linear({"base": 1}, by(then=cut("base", cell(), never())))
    with pytest.raises(Unfinished):
        sketch_of(SKYLINE).linear({"base": 1}, by(then=cut("base", never())))


def test_the_first_lines_of_a_sketch_along_one_entry_of_the_sizes(tmp_path):
    place = shipped("decision_making.leverage_ge_dimension").claim.path
    assert place is not None
    shutil.copy(place, tmp_path)
    path, why = drafted(tmp_path / place.name, "mine")
    assert path is not None
    assert not why and "in the first of 3 cases" in path.read_text()


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
    with pytest.raises(Unfinished, match=r"2 of the steps .* not told \(case 0: step = 1/10\)"):
        proofs_by(lambda s: s.linear({"S1": -s.number}), patterns(shipped(SKYLINE).claim), [{"step": "1/10"}, {"step": 1}], 20)


def test_a_place_where_nothing_can_be_written_is_told(tmp_path):
    place = shipped(SKYLINE).claim.path
    assert place is not None
    shutil.copy(place, tmp_path)
    (tmp_path / "_sketches").write_text("a file in the place of the folder")
    path, why = drafted(tmp_path / place.name, "mine")
    assert path is None and "_sketches" in why and "cannot be written: " in why
