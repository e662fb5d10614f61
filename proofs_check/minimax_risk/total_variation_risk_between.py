"""The two-point method, the exact minimax risk, and that of proper estimators, in total variation.

The best pair of a class against the linear programs over all randomised estimators: with any law as an answer, and with answers
in the class. Fano's bound is below 0 or far behind on these classes; the two-point bound loses up to a half.
"""

from fractions import Fraction

from proofs_check.minimax_risk._settings import class_of, distance, fractions_of
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.minimax import lower_bounds
from theory_lab.learning.minimax.risks import proper_risk, total_variation_risk
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers import Array

SIZES = tuple((name, samples) for name in ("cyclic", "nested", "coins") for samples in (0, 1, 2, 4))


def best_pair(name: str, samples: int) -> Array:
    """The largest two-point bound of the class."""
    models, rows = fractions_of(name), likelihoods(class_of(name), samples)
    pairs = [(a, b) for a in range(len(models)) for b in range(a)]
    bounds = [lower_bounds.two_points(xp.stack([rows[a], rows[b]]), distance(models[a], models[b])) for a, b in pairs]
    return xp.max(xp.stack(bounds))


def chain(size: tuple[str, int]) -> tuple[Array, Fraction, Fraction]:
    """Lower bound, minimax risk, minimax risk of proper estimators."""
    models = fractions_of(size[0])
    return best_pair(*size), total_variation_risk(models, size[1]).value, proper_risk(models, size[1], distance).value


CLAIM = Claim(
    statement=(
        r"\max_{j, k} \tfrac12\, \mathrm{TV}(r_j, r_k) (1 - \mathrm{TV}(P_j^n, P_k^n))"
        r" \le \min_{\hat r} \max_j \mathbb E_j\, \mathrm{TV}(r_j, \hat r)"
        r" \le \min_{\hat r \in \{r_1, \dots\}} \max_j \mathbb E_j\, \mathrm{TV}(r_j, \hat r) \quad \text{on these instances}"
    ),
    source=Source("Yu 1997", "Lemma 1 against the truth", status="derived"),
    kind="value",
    sizes=SIZES,
    value=chain,
    relation="<=",
)
