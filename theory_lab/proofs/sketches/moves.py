"""The moves of a sketch: how a goal is reduced, and what is left to the search.

Each function makes a part of a proof as the kernel reads it (see docs/proofs.md); a missing part is a hole, ``hole()``, which
the search fills.

Main definitions
----------------
cases      ``by``, ``either``, ``cut``, ``by_zero``, ``keep``; ``look`` shows where one is
variables  ``ratio``, ``squared``, ``equal``
cells      ``cell``, ``never``, with the functions ``root``, ``exponential`` and ``logarithm``
texts      ``power``
functions  ``use``, ``product``, ``compare``, ``tangent``, ``rises``, ``concave``; ``ZERO``, ``BALL``, ``SIGNS`` end a proof

Conventions: texts are polynomials (or quotients) in the variables of the goal, as in ``2*S0*(1 - S1)``.  Nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Tree = dict[str, Any]
Text = str | int
Functions = Sequence[Sequence[Any]]
ZERO, BALL, SIGNS = {"rule": "zero"}, {"rule": "ball"}, {"rule": "signs"}
OPEN = "open"  # the rule of a hole
# In a hole: the facts that it is to use, what its cell is, what two facts say of a variable, that it is to be told.
USING, SHAPE, EQUAL, LOOK = "using", "cell", "equal", "look"


def power(text: Text, k: int) -> str:
    """The text of a power, which proofs do not write where it is 1."""
    return "1" if k == 0 else f"({text})**{k}"


def hole() -> Tree:
    """A goal that the search is to prove."""
    return {"rule": OPEN}


def look() -> Tree:
    """Not a proof: the sketch ends here and shows the goal, with its numbered facts and the next condition."""
    return {"rule": OPEN, LOOK: True}


class Holes(dict[str, Any]):
    """Proofs by name of which nobody knows yet which are asked for: each is a hole."""

    def __missing__(self, name: str) -> Tree:
        self[name] = hole()
        return self[name]


class Moved(Holes):
    """A move of a variable, with why the denominator of the function is positive once the kernel asks for that."""

    def __missing__(self, name: str) -> Any:
        if name not in ("sign", "denominator"):
            raise KeyError(name)
        self[name] = 1 if name == "sign" else hole()
        return self[name]


def is_whole(part: Any) -> bool:
    """Whether a part of a proof has no holes, and none that are asked for by name."""
    if isinstance(part, dict):
        return not isinstance(part, Holes) and part.get("rule") != OPEN and all(map(is_whole, part.values()))
    return all(map(is_whole, part)) if isinstance(part, list) else True


def fresh(part: Any) -> Any:
    """A copy in which nothing stands at two places, as a hole is filled at one: a move that has a name may be used twice."""
    if isinstance(part, dict):
        return type(part)((key, fresh(one)) for key, one in part.items())
    return [fresh(one) for one in part] if isinstance(part, list) else part


def by(*facts: Any, then: Tree | None = None) -> Tree:
    """The goal, using these facts only: those that lemmas returned, or ``hypotheses``; moves count them from 0."""
    return {"rule": OPEN, USING: facts, "then": then or hole()}


def either(yes: Tree | None = None, no: Tree | None = None) -> Tree:
    """The cases of the first condition in the goal, also of a ``max``; each case has the condition as its last fact."""
    return {"rule": "if", "yes": yes or hole(), "no": no or hole()}


def cut(at: Text, yes: Tree | None = None, no: Tree | None = None) -> Tree:
    """The cases ``at >= 0`` and ``at < 0``, each with this condition as its last fact."""
    return {"rule": "cut", "at": str(at), "yes": yes or hole(), "no": no or hole()}


def by_zero(name: str, positive: Tree | None = None, zero: Tree | None = None) -> Tree:
    """The cases of a variable that is at least 0: positive, or 0."""
    return {"rule": "zero", "var": name, "positive": positive or hole(), "zero": zero or hole()}


def keep(*facts: int, then: Tree | None = None) -> Tree:
    """The goal with these facts only, and without variables that do not occur any more."""
    return {"rule": "keep", "facts": list(facts), "narrow": True, "then": then or hole()}


def ratio(name: str, by: str, as_: str, then: Tree | None = None) -> Tree:
    """``name = as_ * by``, for a positive variable ``by``: the new variable ``as_`` takes the place of ``name``."""
    return {"rule": "ratio", "var": name, "by": by, "name": as_, "then": then or hole()}


def squared(name: str, as_: str, low: Text = 0, high: Text | None = 1, then: Tree | None = None) -> Tree:
    """``name = as_**2`` with ``low <= as_ <= high``, where ``name`` lies between the squares (no end: ``high=None``)."""
    ends = {"low": str(low), "high": None if high is None else str(high)}
    return {"rule": "square", "var": name, "name": as_, **ends, "then": then or hole()}


def equal(name: str, to: Text, facts: Sequence[int] = (0, 1), then: Tree | None = None) -> Tree:
    """Two opposite facts say that ``name`` equals the polynomial ``to`` in the other variables, which replaces it."""
    return {"rule": OPEN, EQUAL: {"facts": list(facts), "var": name, "by": str(to), "then": then or hole()}}


def cell(
    then: Tree | None = None,
    order: Sequence[str] = (),
    bounds: Sequence[Sequence[Any]] | None = None,
    functions: Functions = (),
    facts: Sequence[int] | None = None,
    below: Tree | None = None,
) -> Tree:
    """The goal as a function on a cell: no conditions are left.

    ``order`` are its variables, where the ends of each may depend on earlier ones; ``bounds`` are ``(fact, variable, "low" or
    "high", end)``; ``functions`` are what ``root``, ``exponential`` and ``logarithm`` make, ``facts`` those that ``use`` counts
    from 0.  What is not given is chosen: all facts, the ends that follow from them, and what the goal contains.  An equation may
    have two proofs: that the difference is at least 0, and ``below``, that minus the difference is.
    """
    told = (
        None
        if bounds is None
        else [[fact, name, end, str(at), *(proof or [_shown(at)])] for fact, name, end, at, *proof in bounds]
    )
    shape = {"order": list(order), "bounds": told, "generators": [list(one) for one in functions], "facts": facts}
    proofs = {"then": then or hole()} if below is None else {"both": [then or hole(), below]}
    return {"rule": OPEN, SHAPE: {**shape, **proofs}}


def never(fact: int = -1, then: Tree | None = None, **shape: Any) -> Tree:
    """This case does not occur: minus a fact (by default the last) is at least 0 on a ``cell`` of this shape."""
    tree = cell(then, **shape)
    return {**tree, SHAPE: {**tree[SHAPE], "never": fact}}


def _shown(end: Text) -> Tree:
    """Why the factor of a bound is positive."""
    return BALL if str(end).lstrip("-").isdigit() else SIGNS


def root(name: str, of: Text, proof: Tree | None = None) -> list[Any]:
    """The square root of a polynomial that is at least 0 on the cell."""
    return [name, "root", str(of), proof or hole()]


def logarithm(name: str, of: Text, proof: Tree | None = None) -> list[Any]:
    """The logarithm of a polynomial that is positive on the cell."""
    return [name, "log", str(of), proof or hole()]


def exponential(name: str, of: Text) -> list[Any]:
    """The exponential of a function."""
    return [name, "exp", str(of), None]


def use(*facts: Sequence[Any], then: Tree | None = None) -> Tree:
    """Subtract multiples of facts and of squares: ``(fact or text of a root, factor)``, perhaps with a proof that the
    factor is at least 0."""
    told = [[one, str(by), *(proof or [BALL if str(by).isdigit() else hole()])] for one, by, *proof in facts]
    return {"rule": "use", "facts": told, "then": then or hole()}


def product(*factors: Sequence[Any], then: Tree | None = None) -> Tree:
    """Divide by powers of functions of one sign: ``(text, power, 1 or -1)``, perhaps with a proof of the sign."""
    told = [[str(text), power, sign, *(proof or [hole()])] for text, power, sign, *proof in factors]
    return {"rule": "product", "factors": told, "then": then or BALL}


def compare(x: Text, y: Text, positive: Tree | None = None, then: Tree | None = None, *, by: str = "square") -> Tree:
    """Show ``x - y`` by ``x**2 - y**2`` if ``x >= 0``; or by logarithms (``by="log"``) if both are positive."""
    return {
        "rule": "compare", "by": by, "x": str(x), "y": str(y), "generators": [],
        "positive": [positive or hole(), *([hole()] if by == "log" else [])], "then": then or hole(),
    }  # fmt: skip


def tangent(
    at: Text, by: Text = 1, then: Tree | None = None, positive: Sequence[Tree] | None = None, factor: Tree | None = None
) -> Tree:
    """Subtract ``by`` times ``y - 1 - log y`` for ``y = at > 0``: a logarithm lies below its tangents.

    ``positive`` are proofs that the numerator and the denominator of ``at`` are positive, ``factor`` one that ``by >= 0``.
    """
    told = {"at": str(at), "by": str(by), "positive": [*(positive or (hole(), hole()))], "factor": factor or hole()}
    return {"rule": "tangent", **told, "then": then or hole()}


def rises(
    name: str, at_least: Tree | None = None, slope: Tree | None = None, falls: bool = False, functions: Functions = ()
) -> Tree:
    """The function increases (or decreases) in a variable, so it is least at the lower (or upper) end of its range.

    ``functions`` are the roots and logarithms that are left at the end.
    """
    return Moved({
        "rule": "mono", "var": name, "up": not falls, "strict": "base", "ends": Holes(),
        "generators": [list(one) for one in functions], "base": at_least or hole(), "slope": slope or hole(),
    })  # fmt: skip


def concave(
    name: str, low: Tree | None = None, high: Tree | None = None, bend: Tree | None = None, functions: Functions = ()
) -> Tree:
    """The function is concave in a variable, so the values at both ends decide; ``functions`` are those left there."""
    left = [list(one) for one in functions]
    values = [{"base": low or hole(), "generators": left}, {"base": high or hole(), "generators": left}]
    return Moved({"rule": "concave", "var": name, "values": values, "slope": bend or hole(), "ends": Holes()})
