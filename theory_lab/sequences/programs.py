"""The law of a program.

A sampler written as ordinary Python, ``program(draw, *args)``, with ``draw(weights)`` for its randomness, has
an output law that can be computed: run it once for every sequence of draws.  Pseudocode of a paper becomes a
law of rationals without a line of mathematics, and closed forms are tested against it.

Main definitions
----------------
``law_of``         the law of a program, every branch run once, equal outputs merged
``law_of_chain``   the law of a state after ``n`` steps of a program, equal states merged after every step

Conventions
-----------
``draw(weights)`` returns the index ``i`` with probability ``weights[i] / sum(weights)``; whole weights give
fractions, so ``draw([1, 1])`` is a fair coin.  Branches of probability 0 are not run.  A law is a dictionary
from outputs to probabilities in the order in which the outputs are found.

Tags
----
exact sampling laws, probabilistic programs, enumeration
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import Any, TypeVar

import numpy as np

from theory_lab.numbers import Array

__all__ = ["Draw", "law_of", "law_of_chain"]

Draw = Callable[[Sequence[Any]], int]
Output = TypeVar("Output", bound=Hashable)
_LONGEST = 10_000  # draws of one run, beyond which a program is taken not to end
_UNSTABLE = "the program differs between runs; it may depend on nothing but its arguments and its draws"


@dataclass(slots=True)
class _Choice:
    """One draw of the run in progress: the branches that are possible, and which of them is taken."""

    branches: list[tuple[int, Any]]
    weights: int
    taken: int = 0


def law_of(program: Callable[..., Output], *args: Any, longest: int = _LONGEST) -> dict[Output, Any]:
    """The law of ``program(draw, *args)``: a dictionary output -> probability.

    Probabilities are fractions when the weights are whole numbers or fractions, otherwise of the type of the
    weights. The program must depend on nothing but its arguments and its draws: its first path is run twice, which
    shows most other randomness.  Raises ``TypeError`` for an output without a hash and ``ValueError`` for weights that
    are negative or all 0, for a program that makes more than ``longest`` draws in one run, and for one that is seen to
    differ between runs.
    """
    law = _law(program, args, longest)
    first, again = next(iter(law)), _run(program, args, [], longest)
    if first != again and repr(first) != repr(again):  # nan differs from itself
        raise ValueError(f"{_UNSTABLE}; the same draws gave {first!r} and then {again!r}")
    return law


def law_of_chain(init: Callable[[Draw], Output], step: Callable[[Draw, Output], Output], n: int) -> dict[Output, Any]:
    """The law of the state after ``n`` steps: start with ``init(draw)``, then ``state = step(draw, state)``.

    Equal states are merged after every step and each state is stepped once for all times, so the cost follows
    the number of distinct states and not the number of paths.  Raises what ``law_of`` raises, the step being run twice
    from one state only.
    """
    law, steps = law_of(init), {}
    for _ in range(n):
        following: dict[Output, Any] = {}
        for state, mass in law.items():
            if state not in steps:
                steps[state] = _law(step, (state,), _LONGEST) if steps else law_of(step, state)
            for successor, probability in steps[state].items():
                _add(following, successor, mass * probability)
        law = following
    return law


def _law(program: Callable[..., Output], args: tuple[Any, ...], longest: int) -> dict[Output, Any]:
    """The law, every path run once, in the order of their choices."""
    law: dict[Output, Any] = {}
    path: list[_Choice] = []
    while True:
        output = _run(program, args, path, longest)
        probabilities = [choice.branches[choice.taken][1] for choice in path]
        _add(law, output, reduce(mul, probabilities) if probabilities else Fraction(1))
        while path and path[-1].taken + 1 == len(path[-1].branches):
            path.pop()
        if not path:
            return law
        path[-1].taken += 1


def _run(program: Callable[..., Output], args: tuple[Any, ...], path: list[_Choice], longest: int) -> Output:
    """The output of the run that takes the choices of the path, and the first branch of all that it adds to it."""
    made = 0

    def draw(weights: Sequence[Any]) -> int:
        nonlocal made
        if made == len(path):
            if made == longest:
                raise ValueError(f"the program made more than {longest} draws in one run; bound its loops")
            path.append(_Choice(_branches(weights), len(weights)))
        choice = path[made]
        if choice.weights != len(weights):
            raise ValueError(_UNSTABLE)
        made += 1
        return choice.branches[choice.taken][0]

    output = program(draw, *args)
    if made != len(path):
        raise ValueError(_UNSTABLE)
    return output


def _branches(weights: Sequence[Any]) -> list[tuple[int, Any]]:
    """The indices of positive weight with their probabilities."""
    exact = [Fraction(int(w)) if isinstance(w, int | np.integer) else w for w in weights]
    if not exact or any(w < 0 for w in exact) or not any(w > 0 for w in exact):
        if any(isinstance(w, Array) and not (w.is_exact or w.is_float) for w in exact):
            raise TypeError("a program draws by numbers, and these weights are symbols: its law is no formula")
        raise ValueError(f"weights of a draw must be nonnegative and not all 0, got {list(weights)}")
    total = sum(exact[1:], start=exact[0])
    return [(index, w / total) for index, w in enumerate(exact) if w > 0]


def _add(law: dict[Output, Any], output: Output, mass: Any) -> None:
    if not isinstance(output, Hashable):
        raise TypeError(f"the output {output!r} has no hash; return a number, a string or a tuple of such")
    law[output] = law[output] + mass if output in law else mass
