"""A lower preference loss does not mean a likelier preferred response.

Likelihood displacement: the loss sees the ratio of two probabilities, and both can fall while a third response rises.
"""

from theory_lab.claims import Claim, Simplex, Source, Space

CLAIM = Claim(
    statement=r"\frac{\pi'(y_+)}{\pi'(y_-)} > \frac{\pi(y_+)}{\pi(y_-)} \implies \pi(y_+) \le \pi'(y_+)",
    source=Source("arXiv:2410.08847", "likelihood displacement", status="derived"),
    space=Space(policy=Simplex(3, positive=True), later=Simplex(3, positive=True)),
    given={"lower loss": lambda i: i.later[0] * i.policy[1] > i.policy[0] * i.later[1]},
    lhs=lambda i: i.policy[0],
    rhs=lambda i: i.later[0],
    expect="fails",
    falls="tempting form",
)
