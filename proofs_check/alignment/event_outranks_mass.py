"""Best-of-N hits an event that outranks everything else as soon as one draw does.

The probability is ``1 - (1 - p(B))^N``, whatever the rewards inside ``B``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, pass_at


def derived(i):
    """An event by a score, rewards that are larger inside, and its base mass."""
    event = xp.at_least(i.score, xp.ratio(1, 2))
    return {"event": event, "raised": i.reward + 2 * event, "mass": xp.dot(i.base, event)}


CLAIM = Claim(
    statement=r"\min_B \hat r > \max_{B^c}\hat r \implies \mathrm{BoN}_N(B) = 1 - (1 - p(B))^N",
    source=Source("Safety Hacking in Constrained Best-of-N", "probability of an outranking set", status="printed"),
    space=lambda n: Space(base=Simplex(n), score=Table(n, 0, 1), reward=Table(n, 0, 1), draws=Count(1, 40), derived=derived),
    sizes=(2, 3, 5, 8),
    relation="==",
    lhs=lambda i: xp.dot(i.event, best_of_n(i.base, i.raised, i.draws)),
    rhs=lambda i: pass_at(i.mass, i.draws),
)
