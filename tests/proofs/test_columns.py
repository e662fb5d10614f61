"""Sizes of which one entry grows, tables by columns, and laws that stay as they are."""

import json
from fractions import Fraction

import pytest

from tests.proofs.searches import AMPLE
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Simplex, Source, Space, Table, Whole
from theory_lab.claims.loading import load
from theory_lab.proofs import terms
from theory_lab.proofs.columns import columns_of
from theory_lab.proofs.counts import counted
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.prover import entries, found_for_all_sizes, proved
from theory_lab.proofs.separate import _grows_evenly, patterns
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.theorems import stated, verified

NOBODY = Source("nobody", "for a test", status="derived")
N, P = map(terms.variable, ("N", "p"))


def about(lhs, rhs, space, sizes=((2, 2), (3, 2), (2, 3)), **other):
    return Claim(statement="x", source=NOBODY, space=space, sizes=sizes, lhs=lhs, rhs=rhs, loose="for a test", **other)


def risks(size):
    """Losses of ``size[0]`` models at ``size[1]`` decisions."""
    return Space(prior=Simplex(size[0]), losses=Table(size, 0, 1), decisions=Simplex(size[1]))


def mean(i):
    return xp.dot(i.prior, xp.dot(i.losses, i.decisions))


def largest(i):
    return xp.max(xp.dot(i.losses, i.decisions))


def test_a_mean_over_models_is_at_most_their_maximum_for_any_number_of_models():
    claim = about(mean, largest, risks)
    told = patterns(claim, 0)
    assert len(told) == 2  # two decisions, and three
    assert told[0].laws == ("prior",) and [name for name, _, _ in told[0].tables] == ["losses_c0", "losses_c1"]
    assert [name for name, _, _ in told[0].parameters] == ["decisions_0", "decisions_1"] and len(told[0].hypotheses) == 2
    proofs, _ = found_for_all_sizes(claim, AMPLE, 0)
    assert proofs is not None
    for pattern, proof in zip(told, json.loads(json.dumps(proofs)), strict=True):
        holds_for_all_sizes(pattern, proof)


FILE = """\"\"\"A mean is at most a maximum, for any number of models.\"\"\"

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table

CLAIM = Claim(
    statement="x",
    source=Source("nobody", "for a test", status="derived"),
    space=lambda size: Space(prior=Simplex(size[0]), losses=Table(size, 0, 1)),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: xp.dot(i.prior, i.losses[:, 0]),
    rhs=lambda i: xp.max(i.losses[:, 0]),
    loose="for a test",
)
"""


def test_a_stored_proof_along_an_entry(tmp_path):
    (tmp_path / "mean_le.py").write_text(FILE, encoding="utf-8")
    claim = load(tmp_path / "mean_le.py", spaces=False)
    attempt = proved(claim, "nobody.mean_le", AMPLE)
    assert attempt.content is not None and attempt.theorem.all_sizes
    assert attempt.theorem.reach == "all n, n = (N, 2), (N, 3)"
    assert all(attempt.theorem.is_at(size) for size in claim.sizes)
    content = json.loads(json.dumps(attempt.content))
    assert verified(claim, content) == stated(claim, content) == attempt.theorem
    assert "entry" in content and proved(claim, "nobody.mean_le", 1.0, content).theorem == attempt.theorem
    for wrong in (1, 2, -1, "0", None):
        with pytest.raises(Rejected):
            verified(claim, content | {"entry": wrong})


def test_what_is_false_for_more_models_is_not_proved():
    claim = about(largest, lambda i: 2 * mean(i), risks)
    assert not proved(claim, "nobody.x", 4.0).theorem.all_sizes
    sum_of = about(lambda i: xp.sum(xp.dot(i.losses, i.decisions)), lambda i: 2 + 0 * mean(i), risks)
    assert found_for_all_sizes(sum_of, 3.0, 0)[0] is None  # true for two models


def test_a_law_that_stays_as_it_is_still_sums_to_one():
    claim = about(lambda i: xp.sum(i.decisions) + 0 * mean(i), lambda i: 1 + 0 * mean(i), risks)
    assert found_for_all_sizes(claim, AMPLE, 0)[0] is not None
    less = about(lambda i: xp.sum(i.decisions) + 0 * mean(i), lambda i: xp.ratio(99, 100) + 0 * mean(i), risks)
    assert found_for_all_sizes(less, 3.0, 0)[0] is None


def test_columns_are_named_by_their_place():
    claim = about(mean, largest, risks)
    (pattern, _), (statement,) = patterns(claim, 0), statements(claim, (2, 2))
    assert {"losses_0_1", "losses_1_0"} <= set().union(*map(terms.variables, statement.sides))
    assert pattern.bounds[0][2] in (
        terms.total(tuple(terms.multiply(terms.variable(f"losses_c{j}"), terms.variable(f"decisions_{j}")) for j in (0, 1))),
        terms.total(tuple(terms.multiply(terms.variable(f"decisions_{j}"), terms.variable(f"losses_c{j}")) for j in (0, 1))),
    )


@pytest.mark.parametrize(
    "space, why",
    [
        (lambda size: Space(p=Simplex(size[0]), x=Table((size[0], size[0]), 0, 1)), "does not follow"),
        (lambda size: Space(p=Simplex(size[0]), x=Table(size[0] + 1, 0, 1)), "as many entries"),
        (lambda size: Space(p=Simplex(size[0]), x=Table(2 * size[0], 0, 1)), "as many entries"),
        (lambda size: Space(p=Simplex(size[0]), **{f"x{k}": Ratio(0, 1) for k in range(size[0])}), "fields depend"),
        (
            lambda size: Space(p=Simplex(size[0]), p_c0=Ratio(0, 1), x=Table((size[0], 2), 0, 1), x_c1=Ratio(0, 1)),
            "name of a field",
        ),
    ],
)
def test_shapes_that_are_no_columns(space, why):
    with pytest.raises(Untraceable, match=why):
        patterns(about(lambda i: xp.max(i.p), lambda i: 1 + 0 * xp.max(i.p), space), 0)


def test_the_entries_that_may_grow():
    assert entries(about(mean, largest, risks)) == [None, 1, 0]
    assert entries(about(mean, largest, risks, sizes=((2, "a"), (3, "b")))) == [None, 0]
    assert entries(about(mean, largest, risks, sizes=(2, 3))) == [None]
    with pytest.raises(Untraceable):
        patterns(about(mean, largest, risks, sizes=((2, "a"), (3, "b"))), 1)


# Where there is no law


def sums_of_squares(right, sizes=(2, 3)):
    space = lambda n: Space(x=Table(n, 0, 1), draws=Choice(2))  # noqa: E731
    return about(lambda i: xp.sum(i.x) ** 2, right, space, sizes=sizes)


def test_without_a_law_the_sizes_begin_at_2():
    (pattern,) = patterns(sums_of_squares(lambda i: i.size * xp.sum(i.x**2)))
    assert pattern.laws == () and pattern.hypotheses == (terms.at_least(terms.variable("S2"), terms.number(2)),)
    with pytest.raises(Untraceable, match="size 1"):
        patterns(sums_of_squares(lambda i: i.size * xp.sum(i.x**2), sizes=(1, 2)))


@pytest.mark.parametrize("right, true", [(lambda i: i.size - 1 + 0 * i.x[0], True), (lambda i: 2 + 0 * i.x[0], False)])
def test_numbers_of_outcomes_without_a_law(right, true):
    claim = about(
        lambda i: xp.max(i.x), lambda i: right(i) if true else xp.ratio(right(i), 3), lambda n: Space(x=Table(n, 0, 1)), (2, 3)
    )
    try:
        found = found_for_all_sizes(claim, 4.0)[0]
    except TypeError:
        found = None
    assert (found is not None) is true


def test_numbers_that_are_one_over_the_size():
    sizes = (2, 3, 4, 5)

    def sized(f):
        return [terms.multiply(terms.number(f(n)), P) for n in sizes]

    shifted = terms.add(terms.number(1), N)
    assert counted(sized(lambda n: Fraction(1, n + 1)), sizes, N) is terms.multiply(terms.divide(terms.ONE, shifted), P)
    for wrong in (
        lambda n: Fraction(1, n * n),
        lambda n: Fraction(n, n + 1),
        lambda n: Fraction(1, n) if n < 5 else Fraction(1, 6),
    ):
        with pytest.raises(ValueError):
            counted(sized(wrong), sizes, N)


def along(*fields):
    """The spaces at 3, 4 and 5 outcomes."""
    return [
        Space(**{name: field(n) for name, field in every.items()})
        for n, every in zip((3, 4, 5), fields * (4 - len(fields)), strict=False)
    ]


def test_what_grows_are_laws_and_tables_and_what_stays_are_numbers():
    kept = {
        "stays": lambda n: Simplex(2),
        "number": lambda n: Ratio(0, 1),
        "whole": lambda n: Whole(1, 3),
        "pair": lambda n: Table((2, 3), 0, 1),
    }
    grows = {"p": Simplex, "x": lambda n: Table(n, 0, 1), "y": lambda n: Table((2, n), -1, 2), "z": lambda n: Table((n, 2), 0, 3)}
    for n, one in zip((3, 4, 5), columns_of(along(kept | grows), (3, 4, 5)), strict=True):
        assert one.laws == ("p",)
        assert one.tables == (("x", 0, 1), ("y_c0", -1, 2), ("y_c1", -1, 2), ("z_c0", 0, 3), ("z_c1", 0, 3))
        places = {f"{name}_{k}": f"{name}_{k}" for name in "px" for k in range(n)}
        places |= {f"y_{j}_{k}": f"y_c{j}_{k}" for j in range(2) for k in range(n)}
        assert one.names == places | {f"z_{k}_{j}": f"z_c{j}_{k}" for j in range(2) for k in range(n)}


REFUSED = {
    "the fields depend on the size": [
        ({"p": Simplex}, {"p": Simplex, "q": Simplex}, {"p": Simplex}),
        ({"p": Simplex, "q": Simplex}, {"p": Simplex}, {"p": Simplex}),
        ({"p": Simplex, "q": Simplex}, {"p": Simplex, "q": Simplex}, {"p": Simplex}),
        ({"p": Simplex}, {"q": Simplex}, {"p": Simplex}),
    ],
    "does not follow the size": [
        ({"x": lambda n: Table((n, n), 0, 1)},),
        ({"x": lambda n: Table((2,) * (n - 2), 0, 1)},),
        ({"x": lambda n: Table((n, 2 * n), 0, 1)},),
    ],
    "not as many entries": [
        ({"p": lambda n: Simplex(n + 1)},),
        ({"p": lambda n: Simplex(min(n, 4))},),
        ({"x": lambda n: Table((2, 2 * n), 0, 1)},),
        ({"x": lambda n: Table(8 - n, 0, 1)},),
    ],
    "a column has the name of a field": [({"x": lambda n: Table((2, n), 0, 1), "x_c1": Simplex},)],
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_does_not_grow_with_the_size_is_refused(words):
    for fields in REFUSED[words]:
        with pytest.raises(Untraceable, match=words):
            columns_of(along(*fields), (3, 4, 5))


def test_only_inequalities_and_equations_are_formulas():
    unknown = Claim(
        "x", NOBODY, lambda n: Space(p=Simplex(n)), lambda i, c: c, lambda i, c: c, sizes=(2, 3), unknown="c", bracket=(1, 2)
    )
    value = Claim("x", NOBODY, kind="value", value=lambda n: xp.exact(n), rhs=lambda n: n, sizes=(2, 3))
    trend = Claim("x", NOBODY, kind="trend", trend=lambda n: xp.exact(n), rhs=lambda n: n, sizes=(2, 3))
    for one in (unknown, value, trend):
        for read in (patterns, lambda one: statements(one, 2), lambda one: recursion(one, 2, None)):
            with pytest.raises(Untraceable, match="only an inequality or an equation without an unknown constant is a formula"):
                read(one)


def test_a_formula_with_pairs_of_outcomes_does_not_grow_evenly():
    """It is read at fewer sizes, for it gets long; formulas of all kinds of lengths that grow evenly are read far beyond."""

    def pairs(i):
        return xp.sum(sum((abs(i.p - mass) for mass in i.p), xp.exact(0)))

    plain = lambda n: Space(p=Simplex(n))  # noqa: E731
    for even, lhs in {False: [pairs], True: [lambda i: 0, lambda i: xp.sum(i.p**2), lambda i: xp.max(i.p) + xp.min(i.p)]}.items():
        assert all(_grows_evenly(about(one, lambda i: 1, plain, (2, 3)), 2, None) is even for one in lhs)
