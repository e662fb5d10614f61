"""Sums that are stopped at a level in proofs by hand: what is left of the level, and whether a summand is taken as a whole.

Main definitions: `Left`.
"""

from __future__ import annotations

from dataclasses import dataclass

from theory_lab.proofs.sketches import ZERO, Induction, cell, cut, either, equal, never, product, use
from theory_lab.proofs.sketches.moves import Tree


@dataclass(frozen=True)
class Left:
    """The names of a summand, its inverse, the sum so far and what is left of the level, which is ``max(level - total, 0)``."""

    summand: str
    inverse: str
    total: str
    left: str

    def rows(self, s: Induction, weight: str, first: str) -> None:
        """Facts 0 to 8 of a row: the inverse, and the weight and what is left after the first summand."""
        a, over = self.summand, f"{self.summand} + {first} - level"
        s.fact("rows", a)
        s.fact("rows", f"{a}*({a}*{self.inverse} - 1)")
        s.fact("rows", f"{a}*(1 - {a}*{self.inverse})")
        s.fact("rows", self.inverse)
        s.fact("rows", f"{weight}*{a} - level + {first}")
        s.fact("rows", f"level - {first} - {weight}*{a}")
        s.fact("rows", first)
        s.fact("rows", over)
        s.fact("rows", f"-{first}*({over})")

    def told(self, s: Induction) -> None:
        """Four facts of what is passed back: sum and rest are >= 0 and add up to the level at least, exactly if any is left."""
        over = f"{self.total} + {self.left} - level"
        for text in (self.total, self.left, over):
            s.fact("back", text)
        s.fact("back", f"-{self.left}*({over})", last=cell(use((8, 1), then=ZERO)))

    def split(self, first: int, known: int, some: Tree | None = None, nothing: Tree | None = None) -> Tree:
        """Whether anything is left, where ``told`` are the facts from ``first`` on.

        From fact ``known`` on there are those of cases.
        """
        excluded = never(known + 1, product((self.left, -1, 1), then=use((first + 3, 1), then=ZERO)))
        exact = equal(self.total, f"level - {self.left}", (first + 2, known + 1), some)
        rest = cut(f"level - {self.total} - {self.left}", exact, excluded)
        return cut(f"-{self.left}", equal(self.left, "0", (first + 1, known), nothing), rest)

    def taken(self, known: int, whole: Tree, part: Tree, zero: Tree | None = None) -> Tree:
        """Whether the summand is taken as a whole, or but what is left is: its inverse is that by facts 1 and 2 of a row."""
        a, share, less = self.summand, known + 3, known + 4
        no_less = never(less, product((a, -1, 1), then=use((share, f"{a}**2"), (2, self.left), then=ZERO)))
        no_more = never(share, product((a, -2, 1), then=use((less, a), (1, self.left), then=ZERO)))
        return cut(f"-{a}", equal(a, 0, (0, known + 2), zero), either(either(whole, no_less), either(no_more, part)))
