"""What a round leaves of the potential: ``exp(-x) <= 1 - x + x^2/2`` for each expert, and ``1 - z <= exp(-z)`` for their mean."""

from theory_lab.proofs.sketches import BALL, SIGNS, ZERO, Induction, cell, exponential, product, tangent, use
from theory_lab.proofs.sketches.moves import Tree


def at_most(loss: str) -> str:
    """What ``exp(-rate loss)`` is at most."""
    return f"(1 - rate*{loss} + rate**2*{loss}**2/2)"


class Round:
    """The quantities of a round of so many experts, and the facts about them by their numbers.

    Of the first expert are ``exp(-rate loss)`` and ``exp(rate loss/2)``, of the others ``exp(-rate loss/2)``. Passed back are the
    product, the first weight, and the roots of the other weights relative to it.
    """

    def __init__(self, experts: int) -> None:
        first = 2 * experts
        self.losses = [f"c{k}" for k in range(experts)]
        self.first, self.inverse = f"c{first}", f"c{first + 2}"
        self.steps = [f"c{k}" for k in range(first + 1, first + experts + 1) if k != first + 2]
        self.grown, self.share, *self.squares = (f"c{first + experts + k}" for k in range(1, experts + 2))
        self.roots = [f"v{experts + k}" for k in range(1, experts)]
        self.one, *self.told = range(experts + 1)
        self.growth, self.is_grown, self.is_left, self.nonnegative, self.below, self.above, self.bounded = (
            experts + k for k in range(1, 8)
        )
        self.whole = " + ".join(("1", *(f"{one}**2" for one in self.roots)))

    def mean(self, power: int) -> str:
        """That of the losses or of their squares, times the sum of the relative weights."""
        others = [f"{root}**2*{loss}**{power}" for root, loss in zip(self.roots, self.losses[1:], strict=True)]
        return " + ".join((f"{self.losses[0]}**{power}", *others))

    def positive(self, text: str) -> Tree:
        """The product times what is positive by its signs."""
        return use((self.nonnegative, text, SIGNS), then=ZERO)

    def squared(self, root: str, text: str) -> Tree:
        """The same times a square."""
        return use((root, f"v0*{text}", self.positive(text)), then=ZERO)

    def earliest(self) -> Tree:
        """The same after one round, from equal weights."""
        grown = use((self.is_grown, 1), then=ZERO)
        steps = [(self.one, f"{self.grown}*{step}**2", use((step, self.grown, grown), then=ZERO)) for step in self.steps]
        steps += [(told, self.grown, grown) for told in self.told]
        return cell(product(self.moved(self.steps), then=use(*steps, (self.growth, len(self.losses)), then=ZERO)))

    def moved(self, steps: list[str]) -> tuple[str, int, int, Tree]:
        """The sum of the relative weights after a round, in a denominator."""
        roots = [f"{one}*{self.inverse}" for one in steps]
        return " + ".join(("1", *(f"({one})**2" for one in roots))), -1, 1, use(*((one, 1) for one in roots), then=BALL)

    def later(self) -> Tree:
        """The product is still at most what the first weight allows."""
        pairs = list(zip(self.roots, self.steps, self.losses[1:], self.told[1:], strict=True))
        steps = [(self.one, f"v0*Y*({root}*{step})**2", self.squared(f"{root}*{step}", "Y")) for root, step, _, _ in pairs]
        steps += [(self.told[0], "v0*Y", self.positive("Y"))]
        steps += [(told, f"v0*Y*{root}**2", self.squared(root, "Y")) for root, _, _, told in pairs]
        whole = use(*((root, 1) for root in self.roots), then=BALL)
        experts = len(self.losses)
        bounds = [(self.bounded, self.whole, whole), (self.below, experts)]
        means = []
        for fact, power, by in ((self.below, 1, "Y*rate"), (self.above, 2, "Y*rate**2/2")):
            means.append((fact, f"v0*{by}*{self.losses[0]}**{power}", self.positive(f"{by}*{self.losses[0]}**{power}")))
            for root, _, loss, _ in pairs:
                means.append((fact, f"v0*{by}*{loss}**{power}*{root}**2", self.squared(root, f"{by}*{loss}**{power}")))
        factor = use((self.nonnegative, f"({self.whole})*Y", use(*((root, "Y") for root in self.roots), then=SIGNS)), then=ZERO)
        least = tangent("1/Y", f"v0*({self.whole})*Y", use(*means, then=ZERO), [BALL, SIGNS], factor)
        grows = exponential("Y", f"rate*v1*({self.mean(1)}) - rate**2*v1*({self.mean(2)})/2")
        after = self.moved([f"{root}*{step}" for root, step, _, _ in pairs])
        return cell(product(after, then=use(*steps, *bounds, then=least)), functions=[grows])


def induction(s: Induction) -> None:
    """The product is nonnegative, the weights add up, and what is claimed holds; of the facts passed back these are the first."""
    experts = s.size[0]
    r = Round(experts)
    for k, loss in enumerate(r.losses):
        s.equal("rows", f"c{experts + k}", f"{loss}**2")
    moved = [f"({step}*{r.inverse})**2" for step in r.steps]
    s.equal("rows", r.share, f"1/({' + '.join(('1', *moved))})")
    for square, one in zip(r.squares, moved, strict=True):
        s.equal("rows", square, one)
    s.fact("rows", f"1 - {r.inverse}**2*{r.first}")
    for loss, left in zip(r.losses, (r.first, *(f"{one}**2" for one in r.steps)), strict=True):
        s.fact("rows", f"{at_most(loss)} - {left}")
    mean = " + ".join(f"{at_most(loss)}/{experts}" for loss in r.losses)
    s.fact("rows", f"1 - {r.grown}*({mean})")
    s.fact("rows", r.grown)
    s.fact("rows", r.first)
    for square, root in enumerate(r.roots):
        s.equal("back", f"v{2 + square}", f"{root}**2")
    s.fact("back", "v0")
    s.fact("back", f"1 - v1*({r.whole})")
    s.fact("back", f"v1*({r.whole}) - 1")
    s.fact("back", f"{experts}*v1 - v0", last=r.earliest(), back=r.later())
