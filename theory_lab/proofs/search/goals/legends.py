"""What the names in a goal stand for, in the reader's own.

Main definitions: ``legend``.
"""

from __future__ import annotations

from collections.abc import Collection

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import settled
from theory_lab.proofs.search.goals.instances import NAMED
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.telling.formulas import formula
from theory_lab.proofs.terms import Term

LONG = 160  # characters of a formula that is told here


def legend(pattern: Pattern, spoken: Collection[str]) -> str:
    """What sums, bounds and variables of the search among names mean, with those that they need; '' where there are none."""
    of = {
        name: ("the number of outcomes" if term is terms.ONE else "the sum over outcomes of {}", term)
        for name, term in pattern.sums
    }
    of |= {name: (f"the {op}imum over outcomes of {{}}", term) for name, op, term in pattern.bounds}
    for i, (law, _) in enumerate(pattern.ranks):
        of |= {
            f"B{i}": (f"the mass of {law} ranked below the outcome", terms.ONE),
            f"T{i}": (f"the mass of {law} tied with it", terms.ONE),
        }
    for i, term in enumerate(pattern.sets):
        where = terms.at_least(term, terms.ZERO)
        for k, law in ((k, law) for k in (0, 1) for law in pattern.laws):
            of[f"A{2 * i + k}_{law}"] = (f"the mass of {law} where {'not ' * k}{{}}", where)
    told, waiting = dict[str, str](), list(spoken)
    for name in waiting:
        if (match := NAMED.fullmatch(name)) is not None and name not in of:
            top, bottom, square, law = match.group("top", "bottom", "square", "law")
            told[name] = f"{top}/{bottom}" if top else f"the square root of {square}" if square else f"{law}"
            waiting += [one for one in (top, bottom, square, law) if one and one not in waiting]
        elif name in of:
            what, term = of[name]
            text = _shown(pattern, term)
            told[name] = what.format(text if len(text) <= LONG else "a long formula")
            waiting += [one for one in sorted(terms.variables(term)) if one not in waiting]
    return "".join(f"; {name} is {meaning}" for name, meaning in told.items())


def _shown(pattern: Pattern, term: Term) -> str:
    laws = frozenset(pattern.laws)
    return formula(settled(term, laws, laws))
