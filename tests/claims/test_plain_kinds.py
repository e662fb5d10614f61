"""Kinds of fields of people's own: what makes their values is run and not looked at, so no formula may ask for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from tests.claims.test_new_kinds import Lottery
from tests.proofs.searches import at_size
from theory_lab.claims import Kernel, Ratio, Space
from theory_lab.claims.loading import load
from theory_lab.claims.spaces.fields import Field
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.own_code.kinds import OF_FIELDS, OF_SPACES, is_a_kind
from theory_lab.own_code.plain import unplain


class Limited(Ratio):
    """A kind of field whose weight is a limit that nobody sees, and a method beside the protocol."""

    def weight(self, raw: Any) -> int:
        return ord("~")

    def beside(self) -> int:
        return ord("~")


class Shown(Ratio):
    """A kind of field with a name of Python's that tells a limit."""

    def __add__(self, k: int) -> int:
        return min(k, ord("~"))


class Alone(Ratio):
    """A kind of field with nothing beside the protocol."""

    def weight(self, raw: Any) -> int:
        return ord("~")


class Sparse(Kernel):
    """A kind of field that derives from an abstract one."""


class FiveNames:
    """No kind of field, though it has five of the names."""

    static = scalar = False

    def validate(self, raw: object) -> None: ...

    def canonical(self, raw: Any) -> Any: ...

    def weight(self, raw: Any) -> int:
        return ord("~")


ONE, SPACE = Alone(0, 1), Space(a=Alone(0, 1))
ASKED: dict[str, Callable[[Any], Any]] = {
    "its own method": lambda i: min(i.k, Limited(0, 1).beside()),
    "a name of Python's": lambda i: Shown(0, 1) + i.k,
    "what makes values": lambda i: min(i.k, ONE.weight(())),
    "the same of the class": lambda i: min(i.k, Alone.weight(ONE, ())),
    "the same of a field's value": lambda i: min(i.k, i.kind.weight(())) + ONE.lo,
    "by a space that holds it": lambda i: SPACE.exact({"a": [1, i.k]}).a,
    "what it takes for its own": lambda i: Sparse.register(FiveNames) and i.k,
    "the same of a class of Python's": lambda i: cast(Any, Sequence).register(FiveNames) and i.k,
    "five of the names": lambda i: min(i.k, FiveNames().weight(())),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_formula_that_asks_a_kind_of_field_is_not_plain(name: str) -> None:
    assert unplain(ASKED[name]).startswith("test_plain_kinds.py, line ")


def test_what_is_asked_for_is_named() -> None:
    assert unplain(ASKED["what makes values"]).endswith(": .weight beside a kind of field")
    assert unplain(ASKED["its own method"]).endswith(": ord")


def test_a_space_of_a_kind_of_ones_own_is_plain() -> None:
    def space(n: int) -> Space:
        return Space(a=Lottery(n), b=Alone(0, 1), c=Kernel(n, n), d=Sparse(n, 2))

    assert unplain(space, space(3), lambda i: i.a[0] * i.b) == "" and unplain(lambda i: i.weight * i.words) == ""


def test_a_kind_may_derive_from_a_kind_of_this_library_alone() -> None:
    names = {name: None for name in OF_FIELDS}
    kind: Any = type("Other", (Path,), names)
    assert is_a_kind(kind) and unplain(lambda i, kind=kind: kind).endswith(f"a kind of {Path.__name__}")
    foreign: Any = type("Foreign", (), {**names, "__module__": "decimal"})
    derived: Any = type("Derived", (foreign,), {})
    assert is_a_kind(derived) and unplain(lambda i, kind=derived: kind).endswith(": Foreign")
    made: Any = type("Made", (type,), {})("One", (), names)
    assert is_a_kind(made) and unplain(lambda i, kind=made: kind).endswith(": One")


def test_the_names_are_those_of_fields_and_of_spaces() -> None:
    asked = {name for part in type.mro(Field) for name in (*vars(part), *vars(part).get("__annotations__", ()))}
    assert {name for name in asked if not name.startswith("_")} == OF_FIELDS
    assert {name for name in dir(Space) if not name.startswith("_")} <= OF_SPACES


FILE = """from theory_lab.claims import Claim, Ratio, Source, Space


class Alone(Ratio):
    def weight(self, raw):
        return 1


KINDS = [Alone(0, 1)]
CLAIM = Claim(statement="x", source=Source("x", "x"), space=Space(x=Ratio(0, 1)), lhs=lambda i: i.x * {}, rhs=lambda i: 1)
"""


@pytest.mark.parametrize("asked", ['getattr(KINDS[0], "wei" + "ght")(())', 'hasattr(Space(a=KINDS[0]), "".join(("ex", "act")))'])
def test_names_that_are_put_together_tell_nothing_of_kinds(asked: str, tmp_path: Path) -> None:
    (tmp_path / "kinds.py").write_text(FILE.format(asked))
    claim = load(tmp_path / "kinds.py")
    assert claim.unplain == "" and at_size(claim, None, 1) is None
    verdict = judge(claim, {"x": [1, 2]})
    assert verdict.outcome == Outcome.ERROR and "do not tell" in verdict.reason
