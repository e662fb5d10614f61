"""Populations and moves: every instance that a search looks at is an instance of the space."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from theory_lab.claims import Choice, Count, Ratio, Simplex, Space, Steps, Table, Whole
from theory_lab.claims.search.moves import mutated
from theory_lab.claims.search.population import LIMIT, Layout, Population
from theory_lab.sequences.trees import Tree

SEVENTHS = Fraction(2, 7)
SPACES = {
    "laws": Space(p=Simplex(3), q=Simplex(3), r=Simplex(3)),
    "positive": Space(p=Simplex(4, positive=True), q=Simplex(4), n=Whole(2, 20)),
    "mixed lengths": Space(p=Simplex(1), q=Simplex(2), r=Simplex(5, positive=True)),
    "models": Space(p=Steps(Tree.complete(2, 3)), q=Steps(Tree.complete(2, 3), positive=True)),
    "uneven tree": Space(p=Steps(Tree.from_words([(0,), (1, 0), (1, 1, 0), (1, 1, 1), (1, 1, 2)])), x=Ratio(0, 1)),
    "numbers": Space(x=Ratio(Fraction(-1, 3), Fraction(7, 5)), y=Ratio(SEVENTHS, SEVENTHS), m=Whole(-5, 5), n=Whole(4, 4)),
    "tables": Space(t=Table((2, 3), -1, Fraction(1, 2)), u=Table((4,), Fraction(1, 3), 1)),
    "huge numbers": Space(m=Whole(-(2**70), 2**70), x=Ratio(0, 2**31), y=Ratio(Fraction(1, 2**31), 1)),
    "statics": Space(p=Simplex(2), q=Simplex(2), n=Count(1, 9), c=Choice("a", "b", "c")),
    "statics alone": Space(n=Count(1, 9), c=Choice("a", "b")),
}


def instances(population: Population) -> list[Any]:
    return [population.raw(k) for k in range(population.count)]


@pytest.mark.parametrize("name", SPACES)
def test_random_instances_and_their_descendants_belong_to_the_space(name: str) -> None:
    space, rng = SPACES[name], np.random.default_rng(3)
    population = Layout(space).random(rng, 64, 4)
    seen = set()
    for _ in range(25):
        for raw in instances(population):
            space.validate(raw)
            assert raw == space.canonical(raw)
            seen.add(str(raw))
        population = mutated(population, rng, 64)
    assert len(seen) > (400 if name not in ("statics alone",) else 4)


@pytest.mark.parametrize("name", ["laws", "positive", "models", "uneven tree", "statics"])
def test_all_laws_of_a_random_instance_have_one_denominator(name: str) -> None:
    layout, rng = Layout(SPACES[name]), np.random.default_rng(4)
    population = layout.random(rng, 100, 4)
    for _ in range(10):
        totals = np.concatenate([population.matrix[family.rows].sum(axis=1) for family in layout.families])
        assert (totals == totals[0]).all() and totals.max() <= 4 * LIMIT
        population = mutated(population, rng, 100)


def test_given_instances_come_back_on_one_denominator() -> None:
    layout = Layout(SPACES["positive"])
    raws = [{"p": [1, 1, 1, 1], "q": [0, 0, 2, 1], "n": 5}, {"p": [1, 2, 3, 4], "q": [1, 0, 0, 0], "n": 20}]
    population = layout.population(raws)
    assert instances(population) == raws
    assert population.matrix[:8].T.tolist() == [[3, 3, 3, 3, 0, 0, 8, 4], [1, 2, 3, 4, 10, 0, 0, 0]]


def test_instances_beyond_64_bits_are_left_out() -> None:
    raws = [{"p": [1, 2**60], "q": [1, 1], "n": 1, "c": 0}, {"p": [1, 2], "q": [1, 1], "n": 1, "c": 2}]
    assert instances(Layout(SPACES["statics"]).population(raws)) == raws[1:]


def test_parts_have_the_same_static_fields() -> None:
    population = Layout(SPACES["statics"]).random(np.random.default_rng(0), 50, 6)
    parts = list(population.parts())
    assert len(parts) == 6 == len({(batch["n"], batch["c"]) for _, batch in parts})
    assert sorted(np.concatenate([columns for columns, _ in parts])) == list(range(50))
    for columns, batch in parts:
        assert [SPACES["statics"].column(batch, k)["n"] for k in range(len(columns))] == [batch["n"]] * len(columns)


def test_keys_tell_instances_apart() -> None:
    population = Layout(SPACES["laws"]).random(np.random.default_rng(0), 500)
    twice = population.joined(population.take(np.arange(500)[::-1]))
    assert (twice.keys[:500] == twice.keys[500:][::-1]).all()
    columns = {tuple(column) for column in population.matrix.T.tolist()}
    assert len(set(population.keys.tolist())) == len(columns)


@pytest.mark.parametrize(
    ("space", "wanted"),
    [
        (Space(p=Simplex(2), q=Simplex(2)), lambda i: i["p"] == i["q"] and len(set(i["p"])) == 2),
        (Space(p=Simplex(3), q=Simplex(3), n=Whole(7, 50)), lambda i: _ratio(i, 0) == i["n"] and i["q"][0] > 0),
        (Space(p=Simplex(3), q=Simplex(3), n=Count(7, 50)), lambda i: _ratio(i, 0) == i["n"] and i["q"][0] > 0),
        (Space(p=Simplex(4)), lambda i: sorted(i["p"])[:2] == [0, 0] and len(set(i["p"])) == 2),
        (Space(m=Whole(3, 10**5), n=Whole(4 * 10**4, 10**6)), lambda i: i["m"] == i["n"] > 4 * 10**4),
        (Space(t=Table((3,), 0, 1)), lambda i: i["t"][1] == i["t"][2] not in (0, i["t"][0])),
        (Space(p=Steps(Tree.complete(2, 3))), lambda i: len({tuple(i["p"][k : k + 2]) for k in range(0, 14, 2)}) == 1),
    ],
    ids=["equal", "tie", "static tie", "level", "equal numbers", "equal entries", "homogeneous"],
)
def test_what_bounds_are_attained_at_is_a_few_moves_away(space: Space, wanted: Any) -> None:
    rng = np.random.default_rng(5)
    population = Layout(space).random(rng, 256, 4)
    for _ in range(15):
        population = mutated(population, rng, 256)
        if any(map(wanted, instances(population))):
            return
    pytest.fail("no such instance among 3,840 descendants of random ones")


def _ratio(i: Any, atom: int) -> Fraction:
    p, q = (Fraction(i[name][atom], sum(i[name])) for name in "pq")
    return p / q if q else Fraction(0)
