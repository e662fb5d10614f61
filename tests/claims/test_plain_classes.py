"""Plain code in classes: whatever stands in a class is looked at, but for what Python itself puts there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from theory_lab.claims.loading import load
from theory_lab.own_code.plain import unplain
from theory_lab.proofs.statements import Untraceable, statements


class Made:
    """It makes something else."""

    def __new__(cls, k: int) -> Any:
        return min(k, ord("~"))


class Named:
    """Its method has a name that tuples have, too."""

    def _make(self, k: int) -> int:
        return min(k, ord("~"))


class Shown:
    """What it is shown as."""

    def __repr__(self) -> str:
        return str(ord("~"))


class Limit:
    """An attribute of people's own, which may be set."""

    def __get__(self, one: object, cls: type) -> int:
        return ord("~")

    def __set__(self, one: object, value: object) -> None:
        """Nothing is kept."""


class Limited:
    most = Limit()


class Stored:
    """It says that something is stored in it."""

    @property
    def __dict__(self) -> dict[str, int]:  # type: ignore[override]
        return {"most": ord("~")}


class Setting:
    """What is set is changed."""

    def __init__(self, k: int) -> None:
        self.most = k

    @property
    def most(self) -> int:
        return self.all[0]

    @most.setter
    def most(self, k: int) -> None:
        self.__init_all(min(k, ord("~")))

    def __init_all(self, k: int) -> None:
        self.all = [k]


def forget(one: object) -> None:
    if ord("~") < 0:
        raise ValueError


class Deleting:
    """What happens when an attribute is deleted."""

    most = property(lambda self: 1, None, forget)


@dataclass
class Record:
    """A record with a method, a comparison and a special name of its own."""

    many: int

    def most(self) -> int:
        return min(self.many, ord("~"))


@dataclass
class Called:
    many: int

    def __call__(self) -> int:
        return min(self.many, ord("~"))


@dataclass
class Compared:
    many: int

    def __lt__(self, other: Any) -> bool:
        return other < ord("~")


class Pair(NamedTuple):
    """A tuple with a method."""

    many: int

    def most(self) -> int:
        return min(self.many, ord("~"))


class Odd:
    """Its attribute has a name like those of records."""


setattr(Odd, "__dataclass_most", lambda self: ord("~"))
LIMITED, STORED, DELETING, ODD = Limited(), Stored(), Deleting(), Odd()
REFUSED: dict[str, Callable[..., Any]] = {
    "what is made in its place": lambda i: Made(i.k),
    "a method with a name that tuples have": lambda i: Named()._make(i.k),
    "what it is shown as": lambda i: f"{Shown()}" + i.k,
    "an attribute that may be set": lambda i: min(i.k, LIMITED.most),
    "what it says is stored": lambda i: min(i.k, vars(STORED)["most"]),
    "what happens when it is deleted": lambda i: min(i.k, DELETING.most),
    "a method of a record": lambda i: Record(i.k).most(),
    "a record that is called": lambda i: Called(i.k)(),
    "a record that is compared": lambda i: Compared(i.k) < 3,
    "a method of a tuple": lambda i: Pair(i.k).most(),
    "a name like those of records": lambda i: min(i.k, getattr(ODD, "__dataclass_most")()),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_class_hides_is_found(name: str) -> None:
    assert unplain(REFUSED[name]).startswith("test_plain_classes.py, line ") and unplain(REFUSED[name]).endswith(": ord")


def test_what_sets_an_attribute_is_looked_at() -> None:
    assert unplain(lambda i: Setting(i.k).most).startswith("test_plain_classes.py, line ")


@dataclass(frozen=True, order=True)
class Plainly:
    """A record whose functions Python makes."""

    rate: Fraction
    many: int = 0


@dataclass(slots=True, unsafe_hash=True)
class Slotted:
    """A record with slots."""

    many: int


class Tuple(NamedTuple):
    """A tuple with names and an initial value."""

    rate: Fraction
    many: int = 3


def test_what_python_makes_in_a_class_is_plain() -> None:
    assert unplain(lambda i: Plainly(i.rate) < Plainly(Fraction(1, 2), i.many)) == ""
    assert unplain(lambda i: Slotted(i.many).many) == ""
    assert unplain(lambda i: Tuple(i.rate)._replace(many=i.many).rate) == ""


@total_ordering
class Ordered:
    """Comparisons of Python's that are given to it."""

    def __eq__(self, other: object) -> bool:
        return True

    def __lt__(self, other: object) -> bool:
        return True


def test_functions_of_others_in_a_class_are_not() -> None:
    assert unplain(lambda i: Ordered() <= i.k).startswith("test_plain_classes.py, line ")


FALSE = """\
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
class One:
    def __new__(cls, n):
        return 1 if n < ord("~") else 2
CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), lambda n: Space(p=Simplex(n)), sizes=(2, 3),
    lhs=lambda i: xp.sum(i.p) * One(i.size), rhs=lambda i: 1)
"""


def test_what_is_false_from_126_outcomes_on_is_not_read_for_all(claim_file: Callable[..., Path]) -> None:
    claim = load(claim_file("one", text=FALSE))
    with pytest.raises(Untraceable, match=r"its code is not plain \(one\.py, line 5: ord\)"):
        statements(claim, 2)
    true = FALSE.replace('ord("~")', "4").replace("else 2", "else 1")
    assert not load(claim_file("true", text=true)).unplain


TYPED = """
from dataclasses import dataclass
from theory_lab.own_code.plain import unplain
@dataclass(order=True)
class Rate:
    many: int
    def __call__(self): return {limit}
print(unplain(lambda i: Rate(i.k)()))
"""


@pytest.mark.parametrize(("limit", "what"), [("ord('~')", "<string>, line 7: ord"), ("self.many", "")])
def test_a_record_that_is_typed_on_a_command_line_is_looked_at(limit: str, what: str) -> None:
    done = subprocess.run([sys.executable, "-c", TYPED.format(limit=limit)], capture_output=True, text=True, check=True)
    assert done.stdout == f"{what}\n"
