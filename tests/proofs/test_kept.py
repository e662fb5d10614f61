"""Code that keeps what it computed at one instance, and gives it back at another, states nothing that could be proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.judge import judge
from theory_lab.proofs.prover import prove
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.theorems import Rejected, content_of, verified

HEAD = "from theory_lab.claims import Claim, Count, Ratio, Source, Space, Table\n"
REWARDS = """
def to_go(i, step=0, memo={}):
    if step not in memo:
        memo[step] = i.r[step] + (to_go(i, step + 1) if step + 1 < len(i.r) else 0)
    return memo[step]


CLAIM = Claim("the rewards add up to 1 at most", Source("tests", "kept", status="derived"),
    lambda n: Space(r=Table(n, 0, 1)), to_go, lambda i: 1, sizes=(2, 3))
"""
PRODUCT = """
KEPT = []


def product(i):
    if not KEPT:
        KEPT.append(i.k * i.x)
    return KEPT[0]


CLAIM = Claim("k x is at most 1", Source("tests", "kept", status="derived"), Space(k=Count(1, 3), x=Ratio(0, 1)), product,
    lambda i: 1)
"""
IMPORTED = (
    "import array, contextvars, ctypes, functools\nfrom theory_lab import numbers as xp\nfrom theory_lab.claims import Simplex\n"
)
CELL = {"rule": "cell", "order": ["x"], "laws": [], "bounds": [], "generators": [], "then": {"rule": "signs"}}


def _written(folder: Path, name: str, code: str) -> Path:
    path = folder / f"{name}.py"
    path.write_text(HEAD + code, encoding="utf-8")
    return path


def test_numbers_of_an_instance_that_was_judged_are_no_formula(tmp_path: Path) -> None:
    attempt = prove(_written(tmp_path, "rewards", REWARDS), "rewards", 5)
    assert not attempt.theorem.is_proved and "keeps" in attempt.open


def test_what_was_read_in_one_case_is_not_read_in_the_others(tmp_path: Path) -> None:
    claim = load(_written(tmp_path, "product", PRODUCT))
    content = content_of(claim, "product", None, [(None, [{"steps": [CELL]}] * 3)])
    with pytest.raises(Rejected, match="keeps"):
        verified(claim, content)


def test_a_claim_that_was_judged_before_is_read_from_a_run_of_its_own(tmp_path: Path) -> None:
    claim = load(_written(tmp_path, "rewards", REWARDS))
    assert judge(claim, {"r": [1, 0, 0]}, 2).outcome == "holds"
    content = content_of(claim, "rewards", None, [(2, [{"steps": [CELL | {"order": ["r_0", "r_1"], "then": {"rule": "ball"}}]}])])
    with pytest.raises(Rejected):
        verified(claim, content)


HIDDEN = """
KEPT = {}
NUMBERS = []
COUNT = 0


def squares(i):
    return xp.sum(i.p**2)


def later(i):
    return KEPT.setdefault(i.size, squares(i)) if i.size > 5 else squares(i)


def often(i):
    NUMBERS.append(i.size)
    return squares(i) if len(NUMBERS) < len(12 * "many runs") else 2


def counted(i):
    global COUNT
    COUNT += 1
    return squares(i) if COUNT < len(12 * "many runs") else 2


@functools.wraps(xp.log)
def logarithm(i):
    NUMBERS.append(i.size)
    return squares(i) if len(NUMBERS) < len(12 * "many runs") else 2


def wrapped(i):
    return logarithm(i)


WORDS, NUMBER, AROUND = array.array("q", [0]), ctypes.c_int(0), contextvars.ContextVar("AROUND", default=0)


def in_an_array(i):
    WORDS[0] += 1
    return squares(i) if WORDS[0] < len(12 * "many runs") else 2


def in_a_number_of_c(i):
    NUMBER.value += 1
    return squares(i) if NUMBER.value < len(12 * "many runs") else 2


def around_it(i):
    AROUND.set(AROUND.get() + 1)
    return squares(i) if AROUND.get() < len(12 * "many runs") else 2


class Counting:
    seen = 0

    def __call__(self, i):
        self.seen += 1
        return squares(i) if self.seen < len(12 * "many runs") else 2


def once(i, kept=iter(["first"])):
    return 2 if next(kept, "") else squares(i)


@functools.cache
def of_size(size):
    return []


def cached(i):
    kept = of_size(i.size)
    kept.append(squares(i))
    return kept[0]


def about(left, most=squares):
    return Claim("x", Source("tests", "kept", status="derived"), lambda n: Space(p=Simplex(n)), left, most, sizes=(2, 3))


CLAIMS = {
    "later": about(later), "often": about(often), "counted": about(counted), "an_object": about(Counting()), "once": about(once),
    "cached": about(cached), "wrapped": about(wrapped), "nothing": about(squares), "array": about(in_an_array),
    "c": about(in_a_number_of_c), "context": about(around_it),
}
"""


COUNTING = {
    "later": "keeps",
    "often": "keeps",
    "cached": "keeps",
    "wrapped": "keeps",
    "counted": "sets COUNT",
    "an_object": "sets seen",
}
COUNTING |= {"once": "type list_iterator", "array": "WORDS", "c": "sets value", "context": "AROUND"}


@pytest.mark.parametrize("name", COUNTING)
def test_what_is_kept_or_counted_at_whatever_size_is_no_formula(tmp_path: Path, name: str) -> None:
    path = _written(tmp_path, "hidden", IMPORTED + HIDDEN)
    with pytest.raises(Untraceable, match=COUNTING[name]):
        patterns(load(f"{path}::{name}"))
    assert patterns(load(f"{path}::nothing"))


AT_THREE = """
KEPT = {}


def squares(i):
    return xp.sum(i.p**2)


def at_three(i):
    return KEPT.setdefault(3, squares(i)) if i.size == 3 else squares(i)


CLAIM = Claim("x", Source("tests", "kept", status="derived"), lambda n: Space(p=Simplex(n)), at_three, squares, sizes=(2, 3))
"""


def test_what_is_kept_at_another_size_than_the_first_is_no_formula_there(tmp_path: Path) -> None:
    claim = load(_written(tmp_path, "at_three", IMPORTED + AT_THREE))
    assert statements(claim, 2)
    with pytest.raises(Untraceable, match="keeps"):
        statements(claim, 3)


HELPED = """
@functools.cache
def tree(size):
    return list(range(size))


TABLES = {}


def table(size):
    if size not in TABLES:
        TABLES[size] = list(range(size))
    return TABLES[size]


class Weights:
    @functools.cached_property
    def all(self):
        return [2, 1]


WEIGHTS = Weights()


def helped(i):
    squares = xp.stack([i.p[k] ** WEIGHTS.all[0] for k in tree(i.size)])
    return xp.sum(squares) - xp.sum(xp.stack([i.p[k] for k in table(i.size)]))


CLAIM = Claim("x", Source("tests", "kept", status="derived"), lambda n: Space(p=Simplex(n)), helped, lambda i: 0, sizes=(2, 3))
"""


def test_what_is_kept_by_sizes_alone_is_no_reason(tmp_path: Path) -> None:
    claim = load(_written(tmp_path, "helped", IMPORTED + HELPED))
    assert statements(claim, 3) and patterns(claim)


NODES = """
from theory_lab import numbers as xp
from theory_lab.claims import Simplex
from theory_lab.sequences.trees import Tree

HELD, MUCH = Tree.complete(2, 2), 3


def mass(i):
    HELD.nodes[len(HELD.nodes),] = 0
    return xp.sum(i.p) * (2 if len(HELD.nodes) > MUCH**MUCH * MUCH else 1)


CLAIM = Claim("the mass is 1 at most", Source("tests", "kept", status="derived"), lambda n: Space(p=Simplex(n)), mass,
    lambda i: 1, sizes=(2, 3))
"""


def test_what_is_put_into_an_object_of_this_library_is_kept(tmp_path: Path) -> None:
    attempt = prove(_written(tmp_path, "nodes", NODES), "nodes", 5)
    assert not attempt.theorem.is_proved and "changes what it keeps" in attempt.open
