"""Inference-time pessimism with samples in numbers, Best-of-N beside it.

For three instances: the regret at the tuned strength, its bound, the regret of Best-of-N with as many draws, and the regrets at
a quarter of the strength and at four times the strength. Bounds are below 1/2 where Best-of-N has lost nearly everything; a
strength off by a factor of four either way keeps most of the gain. The trivial bound is 1 (.6 for the tied responses).
"""

from fractions import Fraction

from proofs_check.alignment._settings_samples import best_of_n_regret, hacked, sampled_bound, sampled_regret, tied
from theory_lab.claims import Claim, Source

TENTH, ONE = Fraction(1, 10), Fraction(1)
INSTANCES = {
    "hack of 1/1000": hacked(TENTH, Fraction(1, 1000), TENTH),
    "hack of 1/100": hacked(Fraction(1, 5), Fraction(1, 100), TENTH),
    "tied responses": tied(Fraction(1, 1000), Fraction(1, 100), TENTH),
}


def numbers(size):
    """Regret, bound, Best-of-N, a quarter of the strength, four times the strength."""
    made, draws = INSTANCES[size[0]], size[1]
    return {
        "pessimism": sampled_regret(made, ONE, draws),
        "bound": sampled_bound(made, ONE, draws),
        "Best-of-N": best_of_n_regret(made, draws),
        "strength / 4": sampled_regret(made, ONE / 4, draws),
        "strength x 4": sampled_regret(made, 4 * ONE, draws),
    }


CLAIM = Claim(
    statement=r"\mathrm{Reg}(\mathrm{ITP}_{N,b}),\ B_N,\ \mathrm{Reg}(\mathrm{BoN}_N),\ \mathrm{Reg}(\mathrm{ITP}_{N,b/4}),\ "
    r"\mathrm{Reg}(\mathrm{ITP}_{N,4b}) \text{ on three instances}",
    source=Source("arXiv:2503.21878", "Theorem 4.1 with thousands of samples, in numbers", status="derived"),
    kind="value",
    value=numbers,
    printed={
        ("hack of 1/1000", 3000): {
            "pessimism": ".01654288", "bound": ".271869", "Best-of-N": ".95028761",
            "strength / 4": ".03647453", "strength x 4": ".01156144",
        },
        ("hack of 1/100", 1000): {
            "pessimism": ".06500762", "bound": ".439241", "Best-of-N": ".99995683",
            "strength / 4": ".117207", "strength x 4": ".150120",
        },
        ("tied responses", 1000): {
            "pessimism": ".10054939", "bound": ".2026905", "Best-of-N": ".41615229",
            "strength / 4": ".1006975", "strength x 4": ".1005123",
        },
    },
)  # fmt: skip
