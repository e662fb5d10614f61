"""Maximum likelihood covers: the explicit theorem for finite classes.

Theorem 4.1 and (13) hide their constants and cover the class at two radii; here the class is finite, both radii are 0, and ``N
>= 8`` as in print. Clipped log-ratios (Lemma H.1, Lemma F.3) bound what a model can gain, frequencies of ``{p/q >= N}`` what
it must lose; with probability ``1 - delta`` for every model ``q`` of the class, at ``delta = d1 + d2``, ``Cov_N <= max(2/(log
N - log 4) [(L(p) - L(q))_+/n + 2 (log|Pi| + log(1/d1))/n], 8 log(|Pi|/d2)/n)``. For a maximiser ``(L(p) - L(q))_+`` is 0. The
probability is over all samples, and a model fails if its coverage is above its own bound. Rivals are written in likelihood
ratios to the data law.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors

RIVALS = 3
# How much rarer the first outcome may be in the rivals: models that miss it look likely on few samples only.
RARER = (1000, 1)


def rivals(i: Instance) -> dict[str, Array]:
    """Models by their likelihood ratios to the data law, and the level."""
    rare = xp.exact([ratio(1, i.rarer)] + [1] * (i.size[0] - 1))
    weights = [i.p * rare * getattr(i, f"odds{k}") for k in range(RIVALS)]
    return {"rivals": xp.stack([weight / xp.sum(weight) for weight in weights]), "level": 500 * i.stretch}


def failure(i: Instance) -> Array:
    """The probability that some model has a coverage above its bound."""
    outcomes, draws = i.size
    counts = count_vectors(draws, outcomes)
    size = RIVALS + 1
    coarse = 8 * xp.log(2 * size / i.delta) / draws
    gain = 2 * xp.log(2 * size / i.delta)
    failures = []
    for model in i.rivals:
        logs = xp.log(i.p / model)
        gaps = xp.maximum(xp.dot(counts, logs), 0)
        uncovered = coverage(i.p, model, i.level)
        fine = 2 * (gaps + gain) / (draws * xp.log(i.level / 4))
        failures.append(xp.indicator(uncovered > xp.maximum(fine, coarse)))
    return xp.expect_over_types(i.p, draws, lambda _: xp.max(xp.stack(failures), axis=0))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\exists \pi: \mathrm{Cov}_N(\pi) > \max\Big\{\frac{2}{\log N - \log 4}"
        r" \Big[\frac{(L_n(p) - L_n(\pi))_+}{n}"
        r" + \frac{2 \log(2 |\Pi|/\delta)}{n}\Big], \frac{8 \log(2 |\Pi|/\delta)}{n}\Big\}\Big) \le \delta"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 4.1 for finite classes, with constants", status="derived", also=("equation (13)",)
    ),
    space=lambda size: Space(
        p=Simplex(size[0], positive=True), stretch=Ratio(ratio(2, 125), 2), delta=Ratio(ratio(1, 20), 1), rarer=Choice(*RARER),
        **{f"odds{k}": Simplex(size[0], positive=True) for k in range(RIVALS)},
        derived=rivals,
    ),
    sizes=((2, 50), (2, 100)),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="the 4 and 8 of the bound are at most .917 at near twins, the worst class known (near_twin_constant)",
)  # fmt: skip
