"""The square loss is 1/2-exp-concave.

``h(q) = exp(-eta (q - y)^2)`` has ``h'' = h (4 eta^2 (q - y)^2 - 2 eta) <= 0`` on [0, 1] exactly when ``eta
<= 1/2``. Shown by second differences at points of [0, 1]; equality in the limit at ``|q - y| = 1``.
"""

from proofs_check.decision_making._settings import square_loss_steps
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.play.forecasters import second_difference

CLAIM = Claim(
    statement=r"h(q-s) + h(q+s) - 2h(q) \le 0, \quad h(q) = e^{-(q-y)^2/2} \text{ on } [0,1]",
    source=Source("arXiv:2312.16730", "exp-concavity of the square loss, rate 1/2", status="second-hand"),
    space=square_loss_steps(),
    lhs=lambda i: second_difference(xp.ratio(1, 2), i.outcome, i.prediction, i.step),
    rhs=lambda i: 0,
    loose="a sign has no constant; the rate 51/100 is refuted in square_loss_exp_concave_larger_rate",
)
