"""Induction over steps: what is read off the code, what the kernel accepts, and attempts to cheat both."""

import copy
import dataclasses
import functools
import itertools
import json
import random
from fractions import Fraction

import numpy as np
import pytest

from tests.proofs.test_mutations import _mutants
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.claims.verdicts.variants import sharpened
from theory_lab.proofs import terms
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.proofs.evidence.sharing import unpacked
from theory_lab.proofs.horizons.reading import _stepwise, recursion
from theory_lab.proofs.horizons.recursions import Recursion
from theory_lab.proofs.horizons.sights import Sight, Steps
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.steps import GROUPS, holds_for_all_horizons
from theory_lab.proofs.search.patterns.inductions import Inductions
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.telling import inductions
from theory_lab.proofs.telling.stored import latex, told
from theory_lab.proofs.theorems import MALFORMED, Theorem, stated, verified

SHIPPED = ("residual_telescoping_eq", "performance_difference_eq", "bellman_residual_eq", "policy_value_le_optimal")


def claim(left, right, relation="<=", space=None, given=None):
    """A claim about gains of two columns over ``size`` steps."""
    space = space or (lambda steps: Space(gains=Table((steps, 2), 0, 1), start=Simplex(2)))
    return Claim(
        statement="x",
        source=Source("x", "x"),
        space=space,
        sizes=(2, 3),
        relation=relation,
        lhs=left,
        rhs=right,
        given=given or {},
    )


def backwards(step, start=0):
    """A quantity that goes from the last step back."""

    def run(i):
        value = start
        for row in list(i.gains)[::-1]:
            value = step(row, value)
        return value

    return run


def first_column(row, later):
    return row[0] + later


def larger(row, later):
    return xp.maximum(row[0], row[1]) + later


TRUE = claim(backwards(first_column), backwards(larger))


def found(one, size=2, place=None):
    return Inductions(20.0).recursion_proof(recursion(one, size, place))


def accepted(one, proof, size=2, place=None):
    try:
        holds_for_all_horizons(recursion(one, size, place), json.loads(json.dumps(proof)))
    except (Rejected, Untraceable, *MALFORMED):
        return False
    return True


def test_a_sum_of_maxima_is_above_at_every_horizon():
    proof = found(TRUE)
    assert proof is not None and accepted(TRUE, proof)


def test_what_is_told_not_to_be_negative_may_be_zero():
    """The sum of gains is not above 0 where all of them are 0."""
    sides = (lambda i: 0 * xp.sum(i.gains), backwards(first_column))
    proof = found(claim(*sides))
    assert proof is not None and accepted(claim(*sides), proof)
    assert not accepted(claim(*sides, "<"), proof)


def clipped(i):
    """Shares of gains and more, clipped at the gains of all steps that are left, which is not below the shares."""
    value, cap = 0, 0
    for row in list(i.gains)[::-1]:
        cap = row[1] + cap
        value = xp.minimum(row[0] * row[1] + row[0] + value, cap)
    return value


def test_what_a_chain_says_of_its_ends_is_told_too():
    """Where the value in the middle is the cap, the shares are below it by what is said of both ends."""
    sides = (backwards(lambda row, later: row[0] * row[1] + later), clipped, backwards(lambda row, later: row[1] + later))
    one = dataclasses.replace(TRUE, lhs=None, rhs=None, chain=sides)
    proof = found(one)
    assert proof is not None and accepted(one, proof)


def differences(i):
    """What is lost from each step to the next: no items at the last step."""
    return xp.sum(i.gains[:-1] - i.gains[1:])


def test_differences_telescope_and_nothing_else_does():
    true = claim(differences, lambda i: xp.sum(i.gains[0]) - xp.sum(i.gains[-1]), "==")
    proof = found(true)
    assert proof is not None and accepted(true, proof)
    for right in (
        lambda i: xp.sum(i.gains[0]) - i.gains[-1, 1],
        lambda i: xp.sum(i.gains[1]) - xp.sum(i.gains[-1]),
        lambda i: xp.sum(i.gains[0]) - xp.sum(i.gains[-2]),
        lambda i: xp.sum(i.gains[0]) + xp.sum(i.gains[-1]),
        lambda i: xp.sum(i.gains[0]),
    ):
        assert not accepted(claim(differences, right, "=="), proof)
    with pytest.raises(Untraceable):
        recursion(claim(differences, lambda i: xp.sum(i.gains[1]), "=="), 2, None)


@pytest.mark.parametrize(
    "left, right",
    [
        (backwards(larger), backwards(first_column)),
        (backwards(first_column), backwards(larger, start=-1)),
        (backwards(first_column), backwards(lambda row, later: larger(row, later) - xp.ratio(1, 10))),
        (backwards(first_column), backwards(lambda row, later: larger(row, later) * xp.ratio(9, 10))),
        (backwards(lambda row, later: row[0] + 1 + later), backwards(larger)),
        (lambda i: backwards(first_column)(i) + 1, backwards(larger)),
        (backwards(first_column), lambda i: backwards(larger)(i) - xp.ratio(1, 1000)),
    ],
)
def test_a_false_neighbour_has_no_proof_and_takes_none(left, right):
    """Turned around, wrong at the last step, at each step, or at the first one."""
    false, proof = claim(left, right), found(TRUE)
    assert found(false) is None and not accepted(false, proof)
    facts = [{"fact": "v1 - v0"}, {"fact": "v0 - v1"}, {"fact": "1"}, {"fact": "v0"}, {"equal": "v0", "to": "v1"}]
    trivial = {"rule": "clear"}
    for told_facts in ([one] for one in facts):
        mixed = {"told": {"rows": [], "onward": [], "back": told_facts}, "proofs": {**proof["proofs"]}}
        assert not accepted(false, mixed)
        mixed["proofs"] |= {"last": [trivial], "back": [trivial], "sides": [trivial]}
        assert not accepted(false, mixed)


@pytest.mark.parametrize(
    "told_back",
    [
        [{"fact": "v0 - v1"}],
        [{"fact": "v1 - v0 - 1"}],
        [{"fact": "v1 - v0"}, {"fact": "-1"}],
        [{"equal": "v1", "to": "v0"}],
        [{"equal": "v1", "to": "v1"}],
        [{"equal": "v0", "to": "v1"}, {"equal": "v1", "to": "v0"}],
        [{"fact": "v1 - v0"}, {"equal": "v1", "to": "v0 + 1"}],
        [{"equal": "v9", "to": "0"}],
        [{"equal": "gains_0", "to": "0"}],
        [{"fact": "c0"}],
        [{"fact": "1/v0"}],
        [{"fact": "log(v0)"}],
        [],
    ],
)
def test_a_wrong_invariant_is_not_accepted(told_back):
    proof = found(TRUE)
    for _ in range(3):
        changed = copy.deepcopy(proof)
        changed["told"]["back"] = told_back
        for name in ("last", "back"):
            changed["proofs"][name] = (changed["proofs"][name] * len(told_back))[: len(told_back)]
        assert not accepted(TRUE, changed)


def test_what_is_not_made_of_steps_is_not_read():
    """A step that is another one at some horizon, at some place, or that depends on the horizon."""

    def at_three(i):
        value = backwards(larger)(i)
        return value - 1 if len(list(i.gains)) == 3 else value

    def by_number(i):
        value = 0
        for number, row in reversed(list(enumerate(i.gains))):
            value = (number + 1) * row[0] + value
        return value

    def second_counts(i):
        rows = list(i.gains)
        return backwards(larger)(i) + rows[1][0]

    def by_horizon(i):
        return backwards(lambda row, later: row[0] / len(list(i.gains)) + later)(i)

    for other in (at_three, by_number, second_counts, by_horizon):
        with pytest.raises(Untraceable):
            recursion(claim(backwards(first_column), other), 2, None)


@pytest.mark.parametrize("word", ["a", "horizon"])
def test_a_horizon_that_the_claim_has_is_read(word):
    """It is the length of a word, and stands nowhere in the code."""
    whole, horizon = backwards(first_column), len(word)
    one = claim(lambda i: whole(i) + int(len(list(i.gains)) == len(word)), lambda i: whole(i))
    assert recursion(one, 2, None).relation == "<="
    with pytest.raises(Untraceable, match="is not looked at" if horizon == 1 else "steps"):
        recursion(dataclasses.replace(one, sizes=(2, horizon)), 2, None)


def test_a_factorial_that_begins_again_after_64_bits_is_looked_at():
    whole = backwards(first_column)

    def wrong(i):
        return whole(i) + int(np.cumprod(np.arange(1, len(list(i.gains)) + 1))[-1] < 0)

    assert recursion(claim(whole, backwards(larger)), 2, None)
    with pytest.raises(Untraceable, match="steps"):
        recursion(claim(wrong, backwards(larger)), 2, None)


def test_a_term_is_of_later_steps_of_earlier_ones_or_of_the_step_from_which_it_is_seen():
    """All of it has to be.  A law was there before, and seen from before the first step nothing was."""
    one = claim(backwards(first_column), backwards(larger), space=lambda n: Space(gains=Table((n, 2), 0, 1), start=Simplex(2)))
    (statement,) = statements(one, 3)
    steps = Steps(one.space_at(3), statement, {"gains"})
    names = {0: "gains_0_1", 1: "gains_1_0", 2: "gains_2_1", "law": "start_1"}
    for step, held in itertools.product((-1, 0, 1, 2), itertools.product((False, True), repeat=4)):
        there = [one for one, is_held in zip(names, held, strict=True) if is_held]
        term = functools.reduce(terms.add, (terms.variable(names[one]) for one in there), terms.ONE)
        kinds = {"before" if one == "law" or one < step else "now" if one == step else "later" for one in there}
        wanted = kinds.pop() if len(kinds) == 1 else ""
        assert Sight(steps, 3, step, term).kind == ("" if step < 0 and wanted == "before" else wanted)
        assert steps.step_of(term) == {*there} - {"law"}
        numbered = {f"gains_{names[one][-1]}@{one - step}" for one in there if one != "law"}
        assert terms.variables(Sight(steps, 3, 0, term).from_step(step)) == numbered | ({"start_1"} if "law" in there else set())
    assert steps.rows() == {"gains_0": {(0, 1)}, "gains_1": {(0, 1)}} and steps.parameters() == {}


def test_hypotheses_and_ranges_that_follow_the_horizon_are_refused():
    def scaled(steps):
        return Space(gains=Table((steps, 2), 0, xp.ratio(1, steps)), start=Simplex(2))

    def bounded(steps):
        return Space(gains=Table((steps, 2), 0, 1), most=Ratio(0, steps))

    def laws(steps):
        return Space(gains=Table((steps, 2), 0, 1), start=Simplex(steps))

    for space in (scaled, bounded, laws):
        with pytest.raises(Untraceable):
            recursion(claim(backwards(first_column), backwards(larger), space=space), 2, None)
    given = {"the first row": lambda i: i.gains[0][0] <= i.gains[0][1]}
    with pytest.raises(Untraceable):
        recursion(claim(backwards(first_column), backwards(larger), given=given), 2, None)


def test_a_quantity_without_a_value_is_refused():
    """``v = g/v'`` has no value where ``v' = 0``; what is told of it would be empty words."""
    odd = claim(backwards(lambda row, later: row[0] / later, start=1), backwards(larger))
    read = recursion(odd, 2, None)
    proof = {"told": {"rows": [], "onward": [], "back": []}, "proofs": {name: [] for name in GROUPS}}
    with pytest.raises(Rejected, match="no finite value"):
        holds_for_all_horizons(read, proof)
    logs = claim(backwards(lambda row, later: xp.log(row[0]) + later), backwards(larger))
    with pytest.raises(Rejected, match="no finite value"):
        holds_for_all_horizons(recursion(logs, 2, None), proof)


X, V, START = terms.variable("x0"), terms.variable("v0"), terms.variable("start_0")


def carried(term, positive=frozenset(), **changed):
    """What the first step makes of a law is carried to the last one, and back: it is not negative."""
    first, onward, last, back = {"x0": term}, {"x0": X}, {"v0": X}, {"v0": V}
    laws, sides = (("start_0", "start_1"),), (terms.ZERO, V)
    read = Recursion({}, laws, positive, (), {}, {}, first, onward, last, back, sides, "<=")
    return dataclasses.replace(read, **changed)


@pytest.mark.parametrize(
    ("read", "why"),
    [
        (carried(START), "needs a proof"),
        (carried(terms.divide(terms.ONE, START)), "no finite value"),
        (carried(terms.log(START)), "no finite value"),
        (carried(terms.divide(terms.ONE, START), frozenset(["start_0"])), "needs a proof"),
        (carried(START, first={}), "no first or last value"),
        (carried(START, last={}), "no first or last value"),
        (carried(START, first={"x0": START, "x1": START}), "no first or last value"),
    ],
)
def test_what_is_carried_from_the_first_step_has_a_value_there(read, why):
    proof = {"told": {"rows": [], "onward": [], "back": []}, "proofs": {name: [] for name in GROUPS}}
    with pytest.raises(Rejected, match=why):
        holds_for_all_horizons(read, proof)


def _stored(name):
    ((_, path),) = find([f"decision_making.{name}"])
    return load(path, spaces=False), unpacked(json.loads(proofs_path(path).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_inductions_reach_all_horizons_and_are_told(name):
    one, content = _stored(name)
    theorem = verified(one, content)
    assert theorem.horizons and "all horizons" in str(theorem) and "H)" in str(theorem)
    assert all(map(theorem.is_at, [one.sizes[0], (*one.sizes[0][:2], 7)]))
    (text, *_), (environment, *_) = told(one, content), latex(one, content)
    assert "At every step, from the last one back" in text and "this gives the claim" in text
    assert environment.startswith(r"\begin{proof}") and "v_{0}" in environment


@pytest.mark.parametrize("place", [None, 7, -1, True, 1.0, "1", [], {}])
def test_an_entry_that_a_size_does_not_have_is_no_horizon(place):
    one, content = _stored("mixture_regret_eq")
    parts = [{**part, "place": place} for part in content["horizons"]]
    with pytest.raises(Rejected, match="has no entry"):
        stated(one, {**content, "horizons": parts})


def test_the_entries_of_a_step_are_told_in_one_order():
    one, content = _stored("performance_difference_eq")
    (part, *_) = content["horizons"]
    read = recursion(one, tuple(part["size"]), part["place"])
    turned = dataclasses.replace(read, rows=dict(reversed(read.rows.items())))
    assert list(read.rows) != list(turned.rows)
    assert list(inductions.lines(read, part["proof"])) == list(inductions.lines(turned, part["proof"]))


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("horizon", [2, 3, 6])
def test_a_recursion_unrolled_is_what_the_code_computes(name, horizon):
    """Also at 6, where nothing was read off."""
    one, _ = _stored(name)
    _compared(one, recursion(one, one.sizes[0], 2), (*one.sizes[0][:2], horizon), horizon)


def steps_and_gaps(steps):
    """A row for each step, and a number for each but the last."""
    return Space(gains=Table((steps, 2), 0, 1), gaps=Table((steps - 1,), 1, 3), level=Ratio(0, 1), start=Simplex(2))


def over_gaps(i):
    """From the last step back, where the number of a step stands between it and the next one."""
    value = i.gains[-1][0]
    for k in reversed(range(len(list(i.gaps)))):
        value = i.gaps[k] * value + i.gains[k][1]
    return value


UNROLLED = {
    "a sum of all": (lambda i: xp.sum(i.gains), backwards(larger)),
    "a sum of all but the last": (lambda i: xp.sum(i.gains[:-1]), backwards(first_column)),
    "a sum of functions": (
        lambda i: xp.sum(i.gains * abs(i.gains - xp.ratio(1, 2))),
        lambda i: xp.sum(xp.maximum(i.gains[:, 0], i.gains[:, 1])),
    ),
    "a minimum of what is left": (backwards(lambda row, later: xp.minimum(row[0], row[1] + later), 1), backwards(first_column)),
    "a product of what is left": (backwards(lambda row, later: (1 - row[0]) * later, 1), lambda i: 1),
    "with a parameter": (lambda i: i.level * backwards(first_column)(i), lambda i: i.level - i.start[0] + xp.sum(i.gains)),
    "a number between steps": (over_gaps, backwards(larger)),
}


@pytest.mark.parametrize("name", UNROLLED)
def test_a_recursion_that_is_written_here_unrolled_is_what_the_code_computes(name):
    one = claim(*UNROLLED[name], space=steps_and_gaps)
    read = recursion(one, 2, None)
    for horizon in (2, 3, 6, 7):
        _compared(one, read, horizon, horizon)


def test_a_table_has_a_row_for_each_step_or_for_each_but_the_last():
    kept = {
        "law": lambda n: Simplex(2),
        "number": lambda n: Ratio(0, 1),
        "table": lambda n: Table((3, 2), 0, 1),
        "pair": lambda n: Table(2, 0, 1),
    }
    rows = {
        "all": lambda n: Table((n, 2), 0, 1),
        "less": lambda n: Table(n - 1, 0, 1),
        "more": lambda n: Table((n - 1, 2, 3), 0, 1),
    }
    spaces = [Space(**{name: field(n) for name, field in (kept | rows).items()}) for n in (3, 4, 5)]
    assert _stepwise(spaces, (3, 4, 5)) == rows.keys()
    wrong = [lambda n: Simplex(n), lambda n: Table(n - 2, 0, 1), lambda n: Table(n + 1, 0, 1), lambda n: Table(2 * n, 0, 1)]
    wrong += [
        lambda n: Table((2, n), 0, 1),
        lambda n: Table((n, n), 0, 1),
        lambda n: Table(n if n < 5 else 4, 0, 1),
        lambda n: Table(7 - n, 0, 1),
    ]
    for field in wrong:
        with pytest.raises(Untraceable, match="the shape of one does not follow the horizon"):
            _stepwise([Space(one=field(n)) for n in (3, 4, 5)], (3, 4, 5))


def _compared(one, read, size, horizon):
    """The sides of a claim at a point, by its code and by its recursion."""
    rng = random.Random(horizon)
    (statement,) = statements(one, size)
    values = {name: low + (high - low) * Fraction(rng.randrange(5), 4) for name, (low, high) in statement.ranges.items()}
    for law in statement.laws:
        masses = [rng.randrange(1, 5) for _ in law]
        values |= {name: Fraction(mass, sum(masses)) for name, mass in zip(law, masses, strict=True)}
    numbers = {name: terms.number(value) for name, value in values.items()}
    assert [terms.substituted(side, numbers) for side in statement.sides] == _unrolled(read, numbers, horizon)


def _unrolled(read, numbers, horizon):
    """The sides by going onward, and back."""
    places = {_step_and_row(variable): number for variable, number in numbers.items() if "_" in variable}
    rows = [{name: places.get((step, name), terms.ZERO) for name in read.rows} for step in range(horizon)]
    steps = [{name: terms.substituted(term, row) for name, term in read.coefficients.items()} for row in rows]
    x = {name: terms.substituted(term, numbers) for name, term in read.first.items()}
    xs = [x]
    for step in steps[:-1]:
        xs.append({name: terms.substituted(term, {**step, **xs[-1]}) for name, term in read.onward.items()})
    v = {name: terms.substituted(term, {**steps[-1], **xs[-1]}) for name, term in read.last.items()}
    for step, now in zip(steps[-2::-1], xs[-2::-1], strict=True):
        v = {name: terms.substituted(term, {**step, **now, **v}) for name, term in read.back.items()}
    return [terms.substituted(side, {**numbers, **v}) for side in read.sides]


def _step_and_row(variable):
    """The step of a variable, which is its first index, and its name without it."""
    parts = variable.split("_")
    k = next(k for k, part in enumerate(parts) if part.isdigit())
    return int(parts[k]), "_".join((*parts[:k], *parts[k + 1 :]))


@pytest.mark.parametrize("name", SHIPPED)
def test_changed_inductions_prove_no_false_neighbour(name):
    """What a changed proof is accepted for is the claim itself; for the claim turned or moved it never is."""
    one, content = _stored(name)
    size, place, proof = content["horizons"][0]["size"], content["horizons"][0]["place"], content["horizons"][0]["proof"]
    moved = load(one.path, spaces=False) if one.sharpened is None else sharpened(one)
    read = recursion(moved, tuple(size), place)
    if one.sharpened is None:
        sides = (terms.add(read.sides[0], terms.number(Fraction(1, 1000))), *read.sides[1:])
        read = type(read)(**{**vars(read), "sides": sides})
    rng = random.Random(name)
    for mutant in (proof, *_mutants(proof, rng, 60)):
        with pytest.raises((Rejected, *MALFORMED)):
            holds_for_all_horizons(read, mutant)


def test_a_horizon_stands_once_and_belongs_to_the_claim():
    one, content = _stored(SHIPPED[0])
    part = content["horizons"][0]
    for wrong in ([part, part], [{**part, "size": [7, 7, 7]}], [{**part, "place": 1}], [{**part, "place": 9}]):
        with pytest.raises(Rejected):
            verified(one, {**content, "horizons": wrong})
    assert stated(one, {**content, "horizons": []}) == Theorem(False, ())
    assert Theorem(False, (), ((3, None),)).reach == "all horizons"
    assert Theorem(False, ((1, 2),), (((2, 2), 1),)).reach == "all horizons, n = (2, H), (1, 2)"
