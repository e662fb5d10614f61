"""Claims whose formulas change at a number of outcomes that a field with a name tells, or that a space gives to code.

Each is true at the sizes up to the number and refuted at an instance of a larger one.
"""

import pytest

from tests.proofs.test_reading_cheats import claim, refuted
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Count, Kernel, Ratio, Simplex, Source, Space, Steps, Table, Whole
from theory_lab.claims.spaces.fields import Range
from theory_lab.proofs.code.numbers import Kind, _numbers, numbers_of, sizes_near
from theory_lab.proofs.separate import FAR, patterns
from theory_lab.proofs.statements import Untraceable
from theory_lab.sequences.trees import Tree

MOST = 150  # beyond all sizes that are read
CAP, COUNT, PAIR = Choice(MOST, 200), Count(MOST, 151), Choice((1, MOST), (1, 200))
LAW, GIVEN, TREE = Simplex(MOST), Space(p=Simplex(2), cap=CAP), Tree.complete(2, 7)


def with_cap(cap):
    return lambda n: Space(p=Simplex(n), cap=cap)


def law(n):
    return Space(p=Simplex(n))


def about(space, most):
    return claim(space, lambda i: xp.sum(i.p) * min(i.size, most(i)), lambda i: i.size, relation="==", sizes=(2, 3))


CAPPED = {
    "a choice": (about(with_cap(CAP), lambda i: i.cap), {"cap": 0}, MOST),
    "a count": (about(with_cap(COUNT), lambda i: i.cap), {"cap": MOST}, MOST),
    "a pair": (about(with_cap(PAIR), lambda i: i.cap[1]), {"cap": 0}, MOST),
    "a field of another space": (
        about(lambda n: Space(p=Simplex(n), cap=GIVEN.fields["cap"]), lambda i: i.cap),
        {"cap": 0},
        MOST,
    ),
    "a field that is made": (about(lambda n: Space(p=Simplex(n), cap=made()), lambda i: i.cap), {"cap": 0}, MOST),
    "an option": (about(law, lambda i: CAP.options[0]), {}, MOST),
    "the length of a law": (about(law, lambda i: LAW.n), {}, MOST),
    "the size of a tree": (about(law, lambda i: TREE.size), {}, TREE.size),
}


def made(most=str(MOST)):
    """A field of which nobody can say by the code what it gives."""
    return Choice(int(most) if most.isdigit() else 2)


@pytest.mark.parametrize("name", CAPPED)
def test_what_fields_tell_may_be_a_size(name):
    claimed, given, most = CAPPED[name]
    for size in (3, FAR, most, most + 1):
        assert refuted(claimed, {"p": [1] * size, **given}, size) == (size > most)
    with pytest.raises(Untraceable, match=r"the number 1\d\d stands in its code|its code is not plain"):
        patterns(claimed)


def test_what_a_space_of_another_module_gives_is_looked_at():
    """Of this function no code is looked at."""
    space = with_cap(CAP)
    space.__module__ = "theory_lab.elsewhere"
    claimed = about(space, lambda i: i.cap)
    assert numbers_of(claimed).sizes >= {MOST, 200}
    with pytest.raises(Untraceable, match=f"the number {MOST} stands in its code"):
        patterns(claimed)


def _cap_of_deep(i):
    return deep.inner.caps.CAP  # noqa: F821


def test_a_number_in_a_module_of_a_package_may_be_a_size(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("deep", "deep/inner"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    (tmp_path / "deep" / "inner" / "caps.py").write_text(f"CAP = {MOST}\n")
    import deep.inner.caps

    def later(i):
        from deep.inner import caps

        return caps.CAP

    globals()["deep"] = deep  # in plain code, modules are named at the top of a file
    try:
        for cap, said in ((_cap_of_deep, f"the number {MOST} stands in its code"), (later, "imports deep.inner")):
            with pytest.raises(Untraceable, match=said):
                patterns(about(law, cap))
    finally:
        del globals()["deep"]


def test_values_that_follow_the_size_are_small():
    claimed = claim(
        lambda n: Space(p=Simplex(n), k=Choice(n, 2 * n)), lambda i: i.k * xp.sum(i.p), lambda i: 2 * i.size, sizes=(2, 3)
    )
    assert max(sizes_near(claimed, 2)) < 10 and len(patterns(claimed)) == 2


NUMBERS = {
    "laws": (Simplex(7), {7}, set()),
    "kernels": (Kernel(7, 8), {7, 8}, set()),
    "tables": (Table((7, 8), 0, 9), {7, 8}, {0, 9}),
    "ratios": (Ratio(0, 7), set(), {0, 7}),
    "whole numbers": (Whole(2, 7), set(), {2, 7}),
    "counts": (Count(2, 7), {2, 7}, set()),
    "choices": (Choice(7, (8, "9")), {7, 8, 9}, {2}),
    "models": (Steps(Tree.complete(2, 2)), {7, 4, 3}, set()),
    "spaces": (Space(p=Simplex(7), x=Ratio(0, 8)), {7}, {0, 8}),
    "ranges with names": (Range(7.0, 8.0, True), {7, 8}, set()),
    "objects of the library": (Source("a note", "7"), {7}, set()),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_in_fields_are_found(name):
    one, sizes, ends = NUMBERS[name]
    found = [*_numbers(one)]
    assert {number for number, kind in found if kind is Kind.SIZE} >= sizes
    assert {number for number, kind in found if kind is Kind.END} >= ends
