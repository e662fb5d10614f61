"""The search for squares of sums of what is centred.

The third central moment of ``f`` is also the mean of ``(f - m)^3 - c (f - m)`` for any number ``c``, as ``f - m`` has mean 0.
With the variance for ``c`` its square is at most the variance times that of ``(f - m)^2``: so says Pearson of skewness.

Main definitions: ``CentralMoments``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.means.spreads import Spreads
from theory_lab.proofs.search.patterns.tangents import Affine


class CentralMoments(Spreads):
    """Lemmas on squares of central moments."""

    def _choices(self, forms: list[Affine]) -> Iterator[list[Tree]]:
        yield from super()._choices(forms)
        u, v, (coefficients, rest) = forms
        numbers = dict.fromkeys(name for name in (*u[0], *v[0]) if name not in coefficients)
        sides = itertools.product(*([{"sums": one[0], "masses": m} for m in self._shares(*one)] for one in (u, v)))
        for (first, second), c, (mean, law) in itertools.product(sides, numbers, self._inner_means()):
            own = {**coefficients, mean: f"({coefficients.get(mean, '0')}) - {c}"}
            if rest == "0":
                yield [first, second, {"sums": own, "masses": {law: f"{c}*{mean}"}}]

    def _inner_means(self) -> list[tuple[str, str]]:
        """The means of tables that stand inside other sums, with their laws."""
        assert self.pattern is not None
        pairs = list(itertools.product(self.pattern.laws, (table for table, *_ in self.pattern.tables)))
        means = {terms.multiply(*map(terms.variable, pair)): pair[0] for pair in pairs}
        inside = sums.nested(self.pattern)
        return [(name, means[phi]) for name, phi in self.pattern.sums if name in inside and phi in means]
