"""A new kind of field is one class: a test's own kind and the shipped ``Kernel`` go through everything that asks a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Kernel, Ratio, Simplex, Space, strategies
from theory_lab.claims.checks.check import check
from theory_lab.claims.search.attack import attack
from theory_lab.claims.search.gradients import DENOMINATORS, climb
from theory_lab.claims.search.moves import mutated
from theory_lab.claims.search.population import Layout
from theory_lab.claims.search.shrink import smallest
from theory_lab.claims.spaces import fields
from theory_lab.claims.spaces.boxes import Axes, enclosed
from theory_lab.claims.spaces.compositions import splits
from theory_lab.claims.spaces.fields import Entry, Group, Range, WholeDraw
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.judge import judge
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.numbers.arithmetics import interval
from theory_lab.numbers.arithmetics.interval import Interval


@dataclass(frozen=True)
class Lottery:
    """A price in [0, 1] and the law of n outcomes, in one vector (n + 1,); raw form: numerator, denominator, weights."""

    n: int
    static: ClassVar[bool] = False
    scalar: ClassVar[bool] = False

    @property
    def _price(self) -> Ratio:
        return Ratio(0, 1)

    @property
    def _law(self) -> Simplex:
        return Simplex(self.n)

    @property
    def lightest(self) -> int:
        return self._price.lightest + self._law.lightest

    @property
    def heaviest(self) -> float:
        return self._price.heaviest + self._law.heaviest

    def validate(self, raw: Any) -> None:
        self._price.validate(raw[:2])
        self._law.validate(raw[2:])

    def canonical(self, raw: list[int]) -> list[int]:
        return [*self._price.canonical(raw[:2]), *self._law.canonical(raw[2:])]

    def weight(self, raw: list[int]) -> int:
        return self._price.weight(raw[:2]) + self._law.weight(raw[2:])

    def small(self, weight: int) -> Iterator[list[int]]:
        return ([*price, *law] for price, law in splits(weight, (self._price, self._law)))

    def simpler(self, raw: list[int]) -> Iterator[list[int]]:
        price, law = self._price.canonical(raw[:2]), self._law.canonical(raw[2:])
        yield from ([*simple, *law] for simple in self._price.simpler(price))
        yield from ([*price, *simple] for simple in self._law.simpler(law))

    def drawn(self, whole: WholeDraw) -> list[int]:
        return [*self._price.drawn(whole), *self._law.drawn(whole)]

    @property
    def width(self) -> int:
        return 2 + self.n

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        totals = np.broadcast_to(columns[2:].sum(axis=0), columns[2:].shape)
        return np.delete(columns, 1, axis=0), np.concatenate([columns[1:2], totals])

    @property
    def groups(self) -> tuple[Group, ...]:
        return (Group(slice(2, self.width)),)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (Entry(0, 1, 0, 1),)

    def random(self, rng: np.random.Generator, size: int) -> np.ndarray:
        return np.concatenate([self._price.random(rng, size), self._law.random(rng, size)])

    @property
    def relaxed_width(self) -> int:
        return 1 + self.n

    def relax(self, u: Any) -> xp.Array:
        return xp.concatenate([self._price.relax(u[:1])[None], self._law.relax(u[1:])])

    def unrelax(self, raw: list[int]) -> np.ndarray:
        return np.concatenate([self._price.unrelax(raw[:2]), self._law.unrelax(raw[2:])])

    def snap(self, x: Any, denominator: int) -> list[int]:
        return [*self._price.snap(x[0], denominator), *self._law.snap(x[1:], denominator)]

    def ranges(self) -> tuple[Range, ...]:
        return (*self._price.ranges(), *self._law.ranges())

    def enclosed(self, box: Interval) -> tuple[Interval, np.ndarray]:
        law, empty = self._law.enclosed(Interval(box.lo[1:], box.hi[1:]))
        return Interval(np.concatenate([box.lo[:1], law.lo]), np.concatenate([box.hi[:1], law.hi])), empty


NEW = [Lottery(3), Kernel(2, 3)]
every_kind = pytest.mark.parametrize("field", NEW, ids=str)


def value(field: Any, raw: Any) -> tuple[Fraction, ...]:
    return tuple(fields.fractions(field, raw).ravel().tolist())


@every_kind
def test_it_is_listed_by_weight_each_value_once(field: Any) -> None:
    listed = [raw for weight in range(8) for raw in field.small(weight)]
    for raw in listed:
        field.validate(raw)
        assert field.canonical(raw) == raw and field.weight(raw) < 8
    wanted = set()
    for raw in product(range(7), repeat=field.width):
        try:
            field.validate(list(raw))
        except ValueError:
            continue
        if field.weight(list(raw)) < 8:
            wanted.add(value(field, list(raw)))
    assert Counter(value(field, raw) for raw in listed) == Counter(wanted)


@every_kind
def test_populations_and_their_descendants_are_instances(field: Any) -> None:
    space, rng = Space(a=field, b=Simplex(3), x=Ratio(0, 3)), np.random.default_rng(2)
    population = Layout(space).random(rng, 64)
    seen = set()
    for _ in range(20):
        totals = np.concatenate([population.matrix[family.rows].sum(axis=1) for family in population.layout.families])
        assert (totals == totals[0]).all()
        for raw in map(population.raw, range(64)):
            space.validate(raw)
            seen.add(str(raw["a"]))
        population = mutated(population, rng, 64)
    assert len(seen) > 300


@every_kind
@settings(max_examples=40)
@given(data=st.data())
def test_drawn_values_are_its_own(field: Any, data: Any) -> None:
    field.validate(data.draw(strategies.drawn(field)))


@every_kind
def test_boxes_enclose_it(field: Any) -> None:
    space = Space(a=field)
    axes, rng = Axes.of(space), np.random.default_rng(1)
    low, high = axes.low[:, None], axes.high[:, None]
    for _ in range(7):
        low, high = axes.halves(low, high)
    instance, empty = enclosed(space, low, high, {})
    lo, hi = instance.a.bounds(batched=True)
    for raw in (column.tolist() for column in field.random(rng, 50).T):
        true = np.array(value(field, raw), dtype=float).reshape(*lo.shape[:-1], 1)
        assert ((lo <= true + 1e-12) & (true - 1e-12 <= hi)).reshape(-1, len(empty)).all(axis=0)[~empty].any()


def test_claims_about_the_new_kind_are_decided_refuted_shrunk_and_covered() -> None:
    space = {"a": Lottery(3)}
    true = claim("slack", space, lambda i: i.a[0] * i.a[1] * i.a[2], lambda i: xp.ratio(26, 100))
    assert check(true, "true").ok and cover(true, None).complete  # type: ignore[union-attr]
    tally = decide(true, (raw for _, raw in cases(true, None)))
    assert tally.counts["holds"] > 300 and not tally.counts["fails"]
    false = claim("never fair", space, lambda i: 1, lambda i: xp.ratio(1, 2) + xp.indicator(i.a[0] != i.a[1]))
    record = check(false, "false")
    assert record.outcome == "fails" and record.witness is not None
    assert false.space_at().weight(dict(record.witness)) == 2
    heavy = judge(false, {"a": [997, 1500, 1994, 1, 1005]})
    assert heavy.outcome == "fails" and false.space_at().weight(smallest(false, heavy).raw) == 2
    narrow = claim("not near", space, lambda i: xp.indicator(abs(i.a[1] - xp.ratio(314, 1000)) < xp.ratio(1, 9000)), lambda i: 0)
    failure = attack(narrow, budget=20_000).failures[0]
    found = smallest(narrow, failure)
    assert found.outcome == "fails" and narrow.space_at().weight(found.raw) < 300


class Lack(Ratio):
    """A number told by what it lacks to 1: made of a kind that covers know, with other values."""

    def parts(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return columns[1] - columns[0], columns[1]

    def enclosed(self, box: Interval) -> tuple[Interval, np.ndarray]:
        value, empty = super().enclosed(box)
        return interval.subtract(interval.constant(1), value), empty


# What would hold if the entries were none of the value, or the parameters were the value; an instance at which it fails.
NEAR = Fraction(123456789, 10**9)
NOT_COVERED: dict[str, tuple[Any, Any, Any, list[int]]] = {
    "a price is 0": (Lottery(3), lambda i: i.a[0], lambda i: 0, [1, 1, 1, 0, 0]),
    "a weight is 0": (Lottery(3), lambda i: i.a[1], lambda i: 0, [0, 1, 1, 0, 0]),
    "a price that no search meets": (
        Lottery(3), lambda i: xp.where(abs(i.a[0] - NEAR) < Fraction(1, 10**7), 2, i.a[0]), lambda i: 1,
        [NEAR.numerator, NEAR.denominator, 1, 0, 0],
    ),
    "a lack is no less than 1/4": (Lack(Fraction(1, 4), 1), lambda i: xp.ratio(1, 4), lambda i: i.a, [1, 1]),
    "a lack of 1/4 at most": (Lack(0, Fraction(1, 4)), lambda i: i.a, lambda i: xp.ratio(1, 4), [0, 1]),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_COVERED)
def test_a_false_claim_about_a_new_kind_is_not_covered(name: str) -> None:
    field, lhs, rhs, raw = NOT_COVERED[name]
    false = claim(name, {"a": field}, lhs, rhs)
    assert judge(false, {"a": raw}).outcome == "fails"
    found = cover(false, None, 2_000)
    assert found is not None and not found.complete


def test_a_claim_about_a_kind_that_is_made_of_a_known_one_is_covered() -> None:
    true = claim("a lack", {"a": Lack(Fraction(1, 4), 1), "b": Ratio(0, 1)}, lambda i: i.a * i.b, lambda i: xp.ratio(3, 4))
    found = cover(true, None)
    assert found is not None and found.complete


@every_kind
def test_gradients_lead_back_to_it(field: Any) -> None:
    case = claim("concave", {"a": field}, lambda i: xp.prod(i.a.reshape(-1) * (1 - i.a.reshape(-1))), lambda i: 1)
    raws = climb(case, None, {}, starts=2, seed=0)
    assert len(raws) == 2 * len(DENOMINATORS)
    for raw in raws:
        case.space_at().validate(raw)


def channel(n: int) -> dict[str, Any]:
    return {"p": Simplex(n), "q": Simplex(n), "K": Kernel(n, n)}


def test_data_processing_holds_for_kernels() -> None:
    true = claim("data processing", channel, lambda i: kl(i.p @ i.K, i.q @ i.K), lambda i: kl(i.p, i.q), sizes=(2, 3))
    assert check(true, "true").ok


def test_a_false_claim_about_kernels_is_refuted_with_small_numbers() -> None:
    def lhs(i: Any) -> Any:
        return total_variation(i.p @ i.K, i.q @ i.K)

    false = claim("contraction", channel, lhs, lambda i: xp.ratio(9, 10) * total_variation(i.p, i.q), sizes=(3,))
    record = check(false, "false")
    assert record.outcome == "fails" and record.witness is not None
    assert sum(record.witness["p"]) == sum(record.witness["q"]) == 1 and sum(record.witness["K"]) == 3
    heavy = judge(false, {"p": [97, 1, 2], "q": [1, 50, 49], "K": [99, 0, 1, 0, 98, 2, 1, 1, 98]}, 3)
    assert heavy.outcome == "fails" and false.space_at(3).weight(smallest(false, heavy).raw) == 5


def test_kernels_are_covered_by_boxes() -> None:
    true = claim("rows", {"K": Kernel(2, 3)}, lambda i: i.K[0, 0] * i.K[0, 1] + i.K[1, 2] ** 2, lambda i: xp.ratio(13, 10))
    found = cover(true, None)
    assert found is not None and found.complete


def test_a_kernel_is_its_rows() -> None:
    raw = [1, 2, 0, 0, 0, 4]
    assert fields.fractions(Kernel(2, 3), raw).tolist() == [[Fraction(1, 3), Fraction(2, 3), 0], [0, 0, 1]]
    assert Kernel(2, 3).canonical(raw) == [1, 2, 0, 0, 0, 1] and Kernel(2, 3).weight(raw) == 4
    with pytest.raises(ValueError, match="positive"):
        Kernel(2, 3, positive=True).validate(raw)
    with pytest.raises(ValueError, match="empty"):
        Kernel(0, 3)
    with pytest.raises(ValueError, match="list of 6"):
        Kernel(2, 3).validate([[1, 2, 0], [0, 0, 4]])
