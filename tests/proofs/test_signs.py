"""Signs of coefficients on cells whose ends are quotients: ends may touch, cross or be missing, and roots may vanish."""

import itertools
import random
from collections.abc import Iterator

import pytest
from flint import fmpq

from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.polynomials import GENERATORS, Poly, Quotient, Rejected, constant, generator
from theory_lab.proofs.kernel.signs import positive_signs

X, Y, Z, ROOT = map(generator, range(4))  # the root is one of x
ONE, NUMBERS = Quotient(1), [Quotient(fmpq(number)) for number in (0, 0, 1, 2, -1, 3)]
AFTER_X = [
    Quotient(X), ONE - Quotient(X), Quotient(ROOT),
    ONE / Quotient(1 + X), Quotient(X, 1 + 2 * X), Quotient(X, 1 + X * X), Quotient(2 + 2 * X, 3 + X), Quotient(X, 2 - X),
]  # fmt: skip
SHARES = [fmpq(0), fmpq(1, 9), fmpq(1, 2), fmpq(1)]


def at(p: Poly, point: list[fmpq]) -> fmpq:
    return Quotient(constant(0) + p.subs({GENERATORS - 1 - i: value for i, value in enumerate(point)})).value


def drawn(rng: random.Random) -> Field:
    """A cell of x >= 0, y and z, where x has a root."""
    after = [*NUMBERS, *AFTER_X]
    ends = {"x": NUMBERS[:2], "y": after, "z": [*after, Quotient(Y), Quotient(Y) + ONE, ONE - Quotient(Y)]}
    sides = []
    for name, found in ends.items():
        low, high = rng.choice(found), rng.choice([*found, *NUMBERS, None, None])
        low = None if name != "x" and rng.random() < 0.1 else low
        sides.append(Side(name, low, high, rng.random() < 0.6, rng.random() < 0.6))
    return Field(tuple(sides), (*map(Generator, "xyz"), Generator("r", "root", Quotient(X))), {})


def points(field: Field) -> Iterator[list[fmpq]]:
    """Points of a cell, with a rational root of x: at ends that belong to it, near them, and far away."""

    def go(found: list[fmpq], root: fmpq) -> Iterator[list[fmpq]]:
        if len(found) == len(field.cell):
            yield [*found, root]
            return
        side, known = field.cell[len(found)], [*found, *[fmpq(0)] * (3 - len(found)), root]
        ends = [end for end in (side.low, side.high) if end is not None]
        if not all(at(end.d, known) for end in ends):
            return  # such an end is none of a proof's
        low, high = (None if end is None else at(end.n, known) / at(end.d, known) for end in (side.low, side.high))
        if low is not None and high is not None:
            tried = [low + (high - low) * share for share in SHARES] if low <= high else []
        elif low is not None:
            tried = [low + 40 * share for share in SHARES]
        elif high is not None:
            tried = [high - 40 * share for share in SHARES]
        else:
            tried = [fmpq(-40), fmpq(0), fmpq(40)]
        for value in [root * root] if not found else tried:
            above = low is None or value > low or (value == low and side.low_closed)
            if above and (high is None or value < high or (value == high and side.high_closed)):
                yield from go([*found, value], root)

    for root in (fmpq(0), fmpq(1, 3), fmpq(1), fmpq(5, 4), fmpq(7)):
        yield from go([], root)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_accepted_is_so_at_points_of_the_cell(seed: int) -> None:
    rng, good = random.Random(seed), 0
    for _ in range(500):
        field = drawn(rng)
        gaps = [(Quotient(generator(i)) - side.low).n for i, side in enumerate(field.cell) if side.low is not None]
        gaps += [(side.high - Quotient(generator(i))).n for i, side in enumerate(field.cell) if side.high is not None]
        gaps += [fmpq(rng.randint(1, 6), 4) * (1 + X) - generator(i) * (1 + X * rng.randint(0, 1)) for i in (1, 2)]
        p = constant(fmpq(rng.choice([0, 0, 0, 1, -1]), 20))
        for _ in range(rng.randint(1, 3)):
            p += rng.choice(gaps) ** rng.randint(0, 1) * rng.choice([*gaps, X, Y, Z, ROOT])
        for strict in (False, True):
            try:
                accepted = positive_signs(p, field, strict)
            except Rejected:
                continue
            for point in itertools.islice(points(field) if accepted else (), 200):
                good += 1
                assert at(p, point) > 0 or (not strict and at(p, point) == 0), (p, field.cell, point)
    assert good > 500
