"""At the tuned strength the value of inference-time pessimism is not monotone in ``N``, not even within three skylines.

The theorem bounds the regret by ``3 eps sqrt(C - 1)`` once the pools are large against ``1/b``. Before that, a nearly correct
proxy makes strength and skyline arbitrarily small, and a second draw can cost .015 of the value: two responses of masses 1/2
and proxies 0 and 2/3 suffice. With one draw the pool often misses the better response, and the constant is then low enough to
accept it; with two it misses it less often. How far the value can fall is `tuned_value_drop_constant`. The statement is
tempting; no source is known to make it.
"""

from proofs_check.alignment._settings import with_proxy
from proofs_check.alignment.tuned_value_drop_constant import tuned, value
from theory_lab.claims import Claim, Count, Source

CLAIM = Claim(
    statement=(
        r"b = \varepsilon/\sqrt{C-1} \implies \mathbb E J(\mathrm{ITP}_{N,b}) \le \mathbb E J(\mathrm{ITP}_{N+1,b}) +"
        r" 3\,\varepsilon\sqrt{C-1}"
    ),
    source=Source(
        "arXiv:2503.21878",
        "scaling monotonicity",
        status="derived",
        reading="sample version, tuned strength, value increases within the bound of the regret",
    ),
    space=with_proxy(2, draws=Count(1, 6), derived=tuned),
    given={"off": lambda i: i.skyline > 0},
    lhs=lambda i: value(i, i.draws),
    rhs=lambda i: value(i, i.draws + 1) + 3 * i.skyline,
    expect="fails",
    falls="tempting form",
)
