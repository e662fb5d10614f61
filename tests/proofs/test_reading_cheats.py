"""False claims whose code reads as a true one: by names, by kinds of fields, by open comparisons, by what it writes, by sizes.

Each is refuted at an instance, and comes with a proof that was accepted once.
"""

import json
from fractions import Fraction
from typing import Any

import pytest

from tests.proofs.test_kernel import BALL, SIGNS, ZERO
from tests.proofs.test_lemmas import leaf
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Source, Space, Table, Whole
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.kernel.cases import holds_at_size
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.steps import holds_for_all_horizons
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.theorems import MALFORMED, Theorem, content_of, verified

CLEAR = {"rule": "clear"}
TINY = Fraction(1, 10**700)  # its exponential is told from 1 where the judge looks, and not where formulas are read


def claim(space, lhs, rhs, **other):
    return Claim(statement="x", source=Source("x", "x"), space=space, lhs=lhs, rhs=rhs, **other)


def refuted(about, raw, size=None):
    return judge(about, raw, size).outcome == Outcome.FAILS


def stored(proof):
    return json.loads(json.dumps(proof))


def rejected(about, *proofs, size=None):
    """Whether the claim is not read at a size, or the proofs of its statements are rejected there."""
    with pytest.raises((Rejected, Untraceable, *MALFORMED)):
        for statement, proof in zip(statements(about, size), proofs, strict=True):
            holds_at_size(statement, stored({"steps": [proof]}))
    return True


# Comparisons of constants that are open


def test_an_open_hypothesis_leaves_no_instances_out():
    space = Space(k=Count(0, 1), x=Ratio(0, 1))
    given = {"an exponential is above 1": lambda i: xp.exp(TINY if i.k else Fraction(1, 10)) > 1}
    about = claim(space, lambda i: i.k, lambda i: i.x, given=given)
    assert refuted(about, {"k": 1, "x": [0, 1]}) and rejected(about, leaf(SIGNS, "x"))


def test_an_open_condition_chooses_nothing():
    about = claim(Space(x=Ratio(0, 1)), lambda i: xp.where(xp.exp(TINY) > 1, 1 + i.x, i.x), lambda i: i.x)
    assert refuted(about, {"x": [0, 1]}) and rejected(about, CLEAR)


def test_an_open_condition_beside_one_of_symbols_counts_nothing():
    about = claim(Space(x=Ratio(0, 1)), lambda i: xp.indicator((i.x >= 0) & (xp.exp(TINY) > 1)), lambda i: 0)
    assert refuted(about, {"x": [0, 1]}) and rejected(about, CLEAR)


def test_a_comparison_of_constants_that_is_decided_is_read():
    about = claim(Space(x=Ratio(0, 1)), lambda i: xp.where(xp.exp(1) > 1, i.x, 2), lambda i: 1)
    (statement,) = statements(about)
    holds_at_size(statement, stored({"steps": [leaf(SIGNS, "x")]}))


# Kinds of fields


class Shifted(Whole):
    """A whole number that is larger than it seems."""

    def parts(self, columns):
        return columns[0] + 10, columns[0] * 0 + 1


class Doubled(Simplex):
    """A law that sums to 2."""

    def parts(self, columns):
        return 2 * columns, columns.sum(axis=0)


class Hidden(Count):
    """A number that takes more values than it lists."""

    def values(self):
        return range(self.lo, self.hi)


KINDS: dict[str, tuple[Claim, dict[str, Any], Any]] = {
    "number": (claim(Space(k=Shifted(0, 1)), lambda i: i.k, lambda i: 1), {"k": 1}, leaf(SIGNS, "k")),
    "law": (claim(Space(p=Doubled(2)), lambda i: xp.sum(i.p), lambda i: 1), {"p": [1, 1]}, leaf(ZERO, "p_0", laws=["plain"])),
    "count": (claim(Space(k=Hidden(0, 1), x=Ratio(0, 1)), lambda i: i.k, lambda i: i.x), {"k": 1, "x": [0, 1]}, leaf(SIGNS, "x")),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_field_made_of_a_known_kind_may_have_other_values(name):
    about, raw, proof = KINDS[name]
    assert refuted(about, raw) and rejected(about, proof)


def test_the_kinds_themselves_are_read():
    space = Space(k=Whole(0, 1), p=Simplex(2), choice=Choice(1, 2), count=Count(0, 1))
    assert len(statements(claim(space, lambda i: i.k, lambda i: 1 + 0 * i.p[0]))) == 4


# Names


def test_an_entry_is_no_new_variable_of_a_proof():
    """A point within a name hides the outcome of ``x·y_0``, and no range belongs to it: it would be a root of ``a``."""
    name = "x\u00b7y"
    space = lambda n: Space(**{"p": Simplex(n), "a": Ratio(0, 1), name: Table(n, 0, 1)})  # noqa: E731
    about = claim(space, lambda i: getattr(i, name)[0] ** 2, lambda i: i.a, sizes=(2, 3))
    assert refuted(about, {"p": [1, 0], "a": [0, 1], name: [1, 1, 0]}, 2)
    then = leaf(ZERO, f"{name}_0")
    root = {"rule": "square", "var": "a", "name": f"{name}_0", "low": "0", "high": "1", "then": then}
    with pytest.raises((Rejected, Untraceable, *MALFORMED)):
        for pattern in patterns(about):
            holds_for_all_sizes(pattern, stored({"lemmas": [], "steps": [root], "infinite": {}}))


def test_a_parameter_is_no_row_of_a_step():
    """``a@0`` is the row of a step where a table ``a`` has one for each."""
    space = lambda steps: Space(**{"a": Table((steps,), 0, 1), "a@0": Ratio(0, 1)})  # noqa: E731
    about = claim(space, lambda i: xp.sum(abs(i.a - getattr(i, "a@0"))), lambda i: 0, sizes=(2, 3))
    assert refuted(about, {"a": [2, 2, 2], "a@0": [1, 2]}, 2)
    told = {"rows": [{"equal": "c0", "to": "0"}], "onward": [], "back": [{"equal": "v0", "to": "0"}]}
    proofs = {"rows": [CLEAR], "first": [], "onward": [], "last": [CLEAR], "back": [CLEAR], "sides": [CLEAR]}
    with pytest.raises((Rejected, Untraceable, *MALFORMED)):
        holds_for_all_horizons(recursion(about, 2, None), stored({"told": told, "proofs": proofs}))


# What code writes


def test_what_one_way_through_the_code_writes_is_not_read_by_another():
    """The second way would see 0 in the place of the number."""

    def written(i):
        value, large = i.x + 0, bool(i.x >= xp.ratio(1, 2))
        i.x.payload[...] = (0 * i.x).payload
        return 0 * value if large else value

    about = claim(Space(x=Ratio(0, 1)), written, lambda i: 0)
    assert refuted(about, {"x": [1, 4]}) and rejected(about, leaf(ZERO, "x"), leaf(ZERO, "x"))


# What code asks

ASKED = """from theory_lab import numbers as xp

def left(i):
    return {}
"""
TOLD = """1 + 0 * i.x if told(i.x) else 0 * i.x

def told(x):
{}
"""
ASKING = """from theory_lab.claims import Claim, Ratio, Source, Space
from asked_by_it import left

CLAIM = Claim(statement="x", source=Source("x", "x"), space=Space(x=Ratio(0, 1)), lhs=left, rhs=lambda i: i.x)
"""


@pytest.mark.parametrize(
    "asked",
    [
        "1 + 0 * i.x if i.x.is_exact else 0 * i.x",
        "1 + 0 * i.x if i.x.kind == 'exact' else 0 * i.x",
        "1 + 0 * i.x if 'exact' in i.x.arithmetic.__name__ else 0 * i.x",
        "1 + 0 * i.x if (i.x >= 0).sure.item() == True else 0 * i.x",
        "1 + 0 * i.x if attrgetter('x.is_exact')(i) else 0 * i.x\n\nfrom operator import attrgetter",
        TOLD.format("    match x:\n        case xp.Array(is_exact=True):\n            return True"),
        TOLD.format(
            "    found = []\n    x.restructured(lambda y: found.append(str(type(y))) or y)\n    return 'ndarray' in found[0]"
        ),
        TOLD.format("    from theory_lab.numbers.array import together\n    return 'symbols' not in str(together(x)[0])"),
        TOLD.format("    from theory_lab.numbers import array\n    return 'symbols' not in str(array.together(x)[0])"),
        TOLD.format("    from theory_lab.proofs.terms import deciding\n    return deciding.get() is None"),
        TOLD.format("    import jax\n    return type(jax.tree.leaves(x)[0]).__name__ == 'ndarray'"),
    ],
)
def test_code_that_tells_symbols_from_numbers_is_not_read(tmp_path, asked):
    (tmp_path / "asking.py").write_text(ASKING)
    (tmp_path / "asked_by_it.py").write_text(ASKED.format(asked))
    about = load(tmp_path / "asking.py")
    assert refuted(about, {"x": [0, 1]})
    content = content_of(about, "own.asking", None, [(None, [{"steps": [leaf(SIGNS, "x")]}])])
    with pytest.raises(Rejected):
        verified(about, stored(content))


def test_code_that_asks_whether_a_comparison_is_decided_has_neither_a_verdict_nor_a_proof(tmp_path):
    (tmp_path / "asking.py").write_text(ASKING)
    asked = "0 * i.x if (xp.log(1 + xp.exp((1 - i.x) / 10**700)) > xp.log(2)).is_decided else 1 + 0 * i.x"
    (tmp_path / "asked_by_it.py").write_text(ASKED.format(asked))
    about = load(tmp_path / "asking.py")
    assert judge(about, {"x": [0, 1]}).outcome == "undecided"
    content = content_of(about, "own.asking", None, [(None, [{"steps": [leaf(SIGNS, "x")]}])])
    with pytest.raises(Rejected):
        verified(about, stored(content))


LOOKED_FOR = {
    "sys": "import sys\n\nsys.path.insert(0, str(FOLDER))\nfrom asked_from_it import left",
    "package": "import package_of_it\n\npackage_of_it.__path__.append(str(FOLDER))\nfrom package_of_it.asked_from_it import left",
    "run": "import runpy\n\nleft = runpy.run_path(str(FOLDER / 'asked_from_it.py'))['left']",
    "text": "exec((FOLDER / 'asked_from_it.py').read_text())",
}


@pytest.mark.parametrize("way", LOOKED_FOR)
def test_code_is_looked_at_wherever_it_comes_from(tmp_path, way):
    """A side stands in a folder that nobody sees in the text of an import."""
    about, folder = ASKING.partition("from asked_by_it import left"), tmp_path / "inside"
    told = f"from pathlib import Path\n\nFOLDER = Path(__file__).parent / 'inside'\n{LOOKED_FOR[way]}"
    folder.mkdir()
    (folder / "asked_from_it.py").write_text(ASKED.format("1 + 0 * i.x if i.x.is_exact else 0 * i.x"))
    (tmp_path / "package_of_it").mkdir()
    (tmp_path / "package_of_it" / "__init__.py").write_text("")
    (tmp_path / "asking.py").write_text(f"{about[0]}{told}{about[2]}")
    about = load(tmp_path / "asking.py")
    assert refuted(about, {"x": [0, 1]})
    content = content_of(about, "own.asking", None, [(None, [{"steps": [leaf(SIGNS, "x")]}])])
    with pytest.raises(Rejected):
        verified(about, stored(content))


CATCHING = """from unittest import TestCase
from theory_lab.claims import Claim, Ratio, Source, Space

def left(i):
    found = [1]
    with TestCase().assertRaises(ZeroDivisionError):
        found.append(0 / i.x)
        raise ZeroDivisionError
    return found[-1]

CLAIM = Claim(statement="x", source=Source("x", "x"), space=Space(x=Ratio(0, 1)), lhs=left, rhs=lambda i: i.x)
"""


def test_a_manager_that_is_installed_may_catch_a_quotient_by_0(tmp_path):
    (tmp_path / "catching.py").write_text(CATCHING)
    about = load(tmp_path / "catching.py")
    assert refuted(about, {"x": [0, 1]})
    content = content_of(about, "own.catching", None, [(None, [{"steps": [leaf(SIGNS, "x")]}])])
    with pytest.raises(Rejected):
        verified(about, stored(content))


@pytest.mark.parametrize("text", [repr, str, "{}".format])
def test_code_that_knows_numbers_again_by_their_text_is_not_read(text):
    """Products of symbols were written alike."""

    def again(i):
        known = {}
        return [known.setdefault(text(x), x) for x in (i.x * i.x, i.x * i.y)]

    about = claim(Space(x=Ratio(0, 1), y=Ratio(0, 1)), lambda i: again(i)[1], lambda i: again(i)[0])
    assert refuted(about, {"x": [1, 2], "y": [1, 1]}) and rejected(about, CLEAR)


# Sizes that are no horizons


@pytest.mark.parametrize("odd", [True, 1.0])
def test_sizes_that_are_equal_to_others_are_not_read_in_their_place(odd):
    """``(3, True)`` is equal to ``(3, 1)``, and nobody would look at the code there."""
    is_odd = lambda i: int(type(i.size[1]) is not int)  # noqa: E731
    space = lambda size: Space(p=Simplex(size[0]))  # noqa: E731
    about, again = (claim(space, is_odd, lambda i: xp.sum(i.p**2), sizes=((2, 1), (3, odd))) for _ in range(2))
    assert refuted(about, {"p": [1, 1, 1]}, (3, odd))
    with pytest.raises(Untraceable):  # by a claim that has no space of the odd size yet
        patterns(again, 0)


FIRST = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
LATER = {"rule": "use", "facts": [[0, "1", BALL]], "then": SIGNS}


@pytest.mark.parametrize("place, sizes", [(None, (2, 3, "two")), (1, ((2, 2), (2, 3), (2, "two"))), (0, ((2, "x"), 5))])
def test_a_word_is_no_horizon(place, sizes):
    def steps(size):
        last = size if place is None or isinstance(size, int) else size[place]
        return last if isinstance(last, int) else 2

    about = claim(
        lambda size: Space(a=Table((steps(size),), 0, 1)),
        lambda i: 0,
        lambda i: xp.sum(i.a) if i.size != sizes[-1] else -1 + 0 * xp.sum(i.a),
        sizes=sizes,
    )
    assert refuted(about, {"a": [1] + [0] * steps(sizes[-1])}, sizes[-1])
    told = {"rows": [], "onward": [], "back": [{"fact": "v0"}]}
    back, sides = leaf(LATER, "c0", "v0", facts=[0]), leaf(FIRST, "v0", facts=[0])
    proofs = {"rows": [], "first": [], "onward": [], "last": [leaf(SIGNS, "c0")], "back": [back], "sides": [sides]}
    holds_for_all_horizons(recursion(about, sizes[0], place), stored({"told": told, "proofs": proofs}))
    theorem = Theorem(False, (), ((sizes[0], place),))
    assert theorem.is_at(sizes[0]) and not theorem.is_at(sizes[-1])
    if place != 0:
        assert theorem.is_at(sizes[1])


@pytest.mark.parametrize("right", [lambda i: xp.sum(i.p[:5]), lambda i: xp.sum(i.p[:10]), lambda i: 1 - i.size // 6 * i.p[-1]])
def test_what_is_cut_off_at_a_size_that_no_example_has_is_not_read(right):
    """At sizes up to 5 the first five outcomes are all of them, and the claim has no larger one."""
    about = claim(lambda n: Space(p=Simplex(n)), lambda i: xp.sum(i.p), right, sizes=(2, 3))
    assert refuted(about, {"p": [*[0] * 5, 1, *[0] * 4, 1]}, 11)
    with pytest.raises(Untraceable, match="not made of sums over outcomes"):
        patterns(about)


def test_what_is_cut_off_at_a_later_step_is_not_read():
    about = claim(lambda h: Space(a=Table((h,), 0, 1)), lambda i: xp.sum(i.a), lambda i: xp.sum(i.a[:6]), sizes=(2, 3))
    assert refuted(about, {"a": [1, *[0] * 6, 1]}, 7)
    with pytest.raises(Untraceable):
        recursion(about, 2, None)
