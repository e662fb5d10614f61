"""The square loss is 1/2-exp-concave.

``h(q) = exp(-eta (q - y)^2)`` has ``h'' = h (4 eta^2 (q - y)^2 - 2 eta) <= 0`` on [0, 1] exactly when ``eta
<= 1/2``. Shown by second differences at points of [0, 1]; at ``|q - y|`` near 1 there is nothing to spare, not even a
hundredth of the square of the step.
"""

from proofs_check.decision_making._settings import square_loss_steps
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source


def gain(i, move):
    """``h(q + move)``."""
    return xp.exp(-((i.prediction + move - i.outcome) ** 2) / 2)


CLAIM = Claim(
    statement=r"\tfrac12\bigl(h(q-s) + h(q+s)\bigr) \le h(q), \quad h(q) = e^{-(q-y)^2/2} \text{ on } [0,1]",
    source=Source("arXiv:2312.16730", "exp-concavity of the square loss, rate 1/2", status="second-hand"),
    space=square_loss_steps(),
    lhs=lambda i: (gain(i, -i.step) + gain(i, i.step)) / 2,
    rhs=lambda i: gain(i, 0),
    tight_at=lambda k: {"outcome": [0, 1], "prediction": [2**k - 1, 2**k], "share": [1, 1]},
    rate="1 - ratio of order 8^(-k)",
    sharpened=lambda i: (1 - i.step**2 / 100) * gain(i, 0),
)
