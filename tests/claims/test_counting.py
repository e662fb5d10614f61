"""The second count of instances: equal to every enumeration, and to brute force; an enumeration that is broken is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.claims.test_new_kinds import Lottery
from theory_lab.claims import Choice, Count, Kernel, Ratio, Simplex, Space, Steps, Table, Whole, registry
from theory_lab.claims.loading import load
from theory_lab.claims.spaces import compositions, simplex
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.audit.counting import moebius, numbers
from theory_lab.claims.verdicts.audit.listing import mislisted
from theory_lab.claims.verdicts.certificates import filed
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.recheck import recheck
from theory_lab.sequences.trees import Tree

FIELDS = [
    Simplex(1), Simplex(2), Simplex(4), Simplex(3, positive=True), Kernel(2, 2), Kernel(2, 3, positive=True),
    Steps(Tree.complete(2, 2)), Steps(Tree.complete(2, 2), positive=True), Whole(-3, 5), Whole(2, 9), Whole(-9, -2), Count(0, 3),
    Count(4, 20), Choice("a", "b", "c"), Choice(*"abcdefghijkl"), Ratio(0, 1), Ratio(-2, Fraction(1, 3)),
    Ratio(Fraction(5, 7), Fraction(5, 7)),
    Ratio(2, 5), Table(2, 0, 1), Table((2, 2), -1, 1), Table(3, Fraction(1, 3), Fraction(1, 2)), Table(1, -7, Fraction(-5, 2)),
]  # fmt: skip
FAR = 9


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_the_count_is_that_of_the_enumeration(field: Any) -> None:
    counted = numbers(Space(x=field), FAR)
    assert counted == [sum(1 for _ in field.small(weight)) for weight in range(FAR + 1)]


@pytest.mark.parametrize("field", [field for field in FIELDS if field.static or field.width <= 3], ids=str)
def test_the_count_is_that_of_brute_force(field: Any) -> None:
    """All raw forms of entries up to twelve, in size: of those up to weight 4 none has a larger one."""
    found = [0] * 5
    alone = field.static or field.scalar
    for entries in product(range(-12, 13), repeat=1 if alone else field.width):
        raw = entries[0] if alone else list(entries)
        try:
            field.validate(raw)
        except ValueError:
            continue
        if field.canonical(raw) == raw and field.weight(raw) < 5:
            found[field.weight(raw)] += 1
    assert found == numbers(Space(x=field), 4)


def test_fields_side_by_side_are_counted_together() -> None:
    space = Space(p=Simplex(3), n=Count(1, 3), r=Ratio(-1, 1), t=Table(2, 0, 1))
    assert numbers(space, 8) == [sum(1 for _ in space.small(weight)) for weight in range(9)]


def test_a_kind_of_field_that_is_not_known_is_not_counted_but_its_listing_is_looked_at() -> None:
    space = Space(x=Lottery(2))
    listed = [(weight, raw) for weight in range(5) for raw in space.small(weight)]
    assert numbers(space, 4) is None and not list(mislisted(space, listed, None, 4))
    assert list(mislisted(space, [*listed, listed[0]], None, 4))


def test_what_was_counted_is_not_changed_by_who_asked() -> None:
    space = Space(p=Simplex(2))
    first = numbers(space, 4)
    assert first is not None
    expected = [*first]
    first[0] += 1
    assert numbers(space, 4) == expected


def test_numbers_beyond_64_bits_are_counted() -> None:
    """Of eight tables of eight numbers in [-1, 1]: as Python's whole numbers multiply."""
    alone, weight = numbers(Space(x=Table(8, -1, 1)), 40), 40
    together = numbers(Space(**{f"x{k}": Table(8, -1, 1) for k in range(8)}), weight)
    assert alone is not None
    product = [1] + [0] * weight
    for _ in range(8):
        product = [sum(product[k] * alone[total - k] for k in range(total + 1)) for total in range(weight + 1)]
    assert together == product and product[-1] > 2**64


def test_the_moebius_function() -> None:
    assert [moebius(n) for n in range(1, 13)] == [1, -1, -1, 0, -1, 1, -1, 0, 0, 1, -1, 0]


def test_a_listing_that_leaves_out_repeats_or_invents_is_noticed() -> None:
    space = Space(p=Simplex(2), n=Whole(0, 3))
    listed = [(weight, raw) for weight in range(1, 7) for raw in space.small(weight)]
    counted = numbers(space, 6)
    assert not list(mislisted(space, listed, counted, 6))
    raw = {"p": [1, 1], "n": 0}
    for broken, words in (
        (listed[:-1], "lists"),
        ([*listed[:-1], listed[0]], "twice"),
        ([*listed[:-1], (6, {"p": [2, 2], "n": 0})], "stands for"),
        ([*listed[:-1], (6, {"p": [0, 0], "n": 0})], "not all zero"),
        ([(3, raw), *listed], "with weight 3, and it has 2"),
    ):
        (said,) = mislisted(space, broken, counted, 6)
        assert words in said


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ([2, 2, 1, 0], "stands for"),
        ([0, 0, 2, 3], "not all zero"),
        ([1, -1, 2, 3], "nonnegative"),
        ([1, 0, 2], "list of 4 whole numbers"),
        ([1, 0, 2, 2, 0], "list of 4 whole numbers"),
        ([True, 0, 1, 5], "list of 4 whole numbers"),
        ([1.0, 0, 1, 5], "list of 4 whole numbers"),
        ([1, 0, 1, 2], "with weight 6, and it has 4"),
        ([1, 0, 2, 3], "twice"),
    ],
)
def test_vectors_side_by_side_that_are_none_are_noticed_although_their_equals_were_seen(broken: list[Any], words: str) -> None:
    """``(1, 0)``, ``(2, 3)`` and ``(1, 2)`` are known vectors by then; rows of them are looked at all the same."""
    space = Space(p=Kernel(2, 2))
    listed = [(weight, raw) for weight in range(2, 7) for raw in space.small(weight)]
    assert {"p": [1, 0, 2, 3]} in [raw for _, raw in listed] and not list(mislisted(space, listed, numbers(space, 6), 6))
    (said,) = mislisted(space, [*listed, (6, {"p": broken})], None, 6)
    assert words in said


@pytest.fixture
def shipped() -> Callable[[str], tuple[Any, Certificate]]:
    def of(identifier: str) -> tuple[Any, Certificate]:
        ((name, path),) = registry.find([identifier])
        one = filed(name, path)
        assert isinstance(one.certificate, Certificate)
        return one.claim, one.certificate

    return of


@pytest.mark.parametrize("most", [None, 300])
@pytest.mark.parametrize("identifier", ["alignment.best_of_n_tv_le", "alignment.event_mass_le"])
def test_small_vectors_that_are_left_out_are_missed(
    shipped: Callable[[str], tuple[Any, Certificate]], identifier: str, most: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Certified with all of them, rechecked with a list without entries of 5 and more; and the other way round."""
    claim, certificate = shipped(identifier)
    claim = load(Path(str(claim.path)))
    whole = compositions.compositions

    def broken(total: int, parts: int, least: int = 0) -> Iterator[list[int]]:
        return (raw for raw in whole(total, parts, least) if max(raw) < 3)

    monkeypatch.setattr(simplex, "compositions", broken)
    result = recheck(claim, certificate, most)
    assert result.outcome == "contradicted" and any("the enumeration lists" in problem for problem in result.problems)


def test_what_was_certified_from_a_broken_list_is_contradicted(
    shipped: Callable[[str], tuple[Any, Certificate]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counts are those of the broken list, as they would be stored."""
    from dataclasses import replace

    claim, certificate = shipped("alignment.event_mass_le")
    whole = compositions.compositions
    monkeypatch.setattr(simplex, "compositions", lambda *a: (raw for raw in whole(*a) if max(raw) < 5))
    part = certificate.reach[0]
    number = sum(1 for _ in cases(claim, part.size)) if part.complete else part.cases
    again = replace(certificate, reach=(replace(part, cases=number, nonvacuous=number), *certificate.reach[1:]))
    for most in (None, 500):
        assert recheck(claim, again, most).outcome == "contradicted"


def test_brute_force_agrees_on_pairs_of_weights() -> None:
    """Vectors of two whole numbers without a common divisor, listed here by themselves."""
    from math import gcd

    for total in range(1, 15):
        wanted = sum(a + b == total and gcd(a, b) == 1 for a, b in product(range(total + 1), repeat=2))
        counted = numbers(Space(p=Simplex(2)), total)
        assert counted is not None and counted[total] == wanted
