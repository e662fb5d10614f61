"""Moves of sketches and the first lines of a sketch, each at a small goal of a shipped claim."""

import shutil

import pytest

from tests.shipped import shipped
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.sketches import Sketch, by, cell, cut, never
from theory_lab.proofs.sketches.drafting import drafted
from theory_lab.proofs.sketches.filling import Filling, Unfinished

SKYLINE = "alignment.skyline_regret_le_of_threshold"


def sketch_of(name):
    """A sketch of the first pattern of a shipped claim."""
    return Sketch(patterns(shipped(name).claim)[0], 0, {}, Filling(20))


def test_a_cell_may_name_the_last_variables_alone():
    assert sketch_of(SKYLINE).linear({"base": "threshold**2"}, by(then=cell(order=["base"])))
    with pytest.raises(Unfinished, match="rejected"):
        sketch_of(SKYLINE).linear({"base": "threshold**2"}, by(then=cell(order=["bases"])))


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
