"""The square loss is not exp-concave beyond rate 1/2.

At ``|q - y|`` near 1 the second derivative ``h (4 eta^2 (q - y)^2 - 2 eta)`` is positive as soon as ``eta > 1/2``.
"""

from proofs_check.decision_making._settings import square_loss_steps
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.play.forecasters import second_difference

CLAIM = Claim(
    statement=r"h(q-s) + h(q+s) - 2h(q) \le 0, \quad h(q) = e^{-51(q-y)^2/100} \text{ on } [0,1]",
    source=Source("arXiv:2312.16730", "exp-concavity of the square loss at rate 51/100", status="derived"),
    space=square_loss_steps(),
    lhs=lambda i: second_difference(xp.ratio(51, 100), i.outcome, i.prediction, i.step),
    rhs=lambda i: 0,
    expect="fails",
    falls="tempting form",
)
