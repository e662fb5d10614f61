"""Accept or replace, for one token of any number: the output is distributed as the target model.

A draft ``x`` is kept with chance ``min(1, p(x)/q(x))``, so that ``min(p, q)`` is what is kept; the rest of the mass is that
of ``(p - q)_+``, from which the replacement is drawn. `token_output_eq_target` runs the program on words.
"""

from proofs_check.speculative_decoding._settings import residual, tokens
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def output(i: Instance) -> Array:
    """The law of the token that comes out."""
    kept = i.q * xp.minimum(i.p / xp.where(i.q > 0, i.q, 1), 1)
    return kept + (1 - xp.sum(kept)) * residual(i.p, i.q)


CLAIM = Claim(
    statement=r"q\,\min\{1, p/q\} + \mathrm P(\text{rejected})\,\frac{(p - q)_+}{\sum (p - q)_+} = p",
    source=Source("arXiv:2211.17192", "Appendix A.1, correctness of speculative sampling, one token", status="second-hand"),
    space=tokens,
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: xp.sum(abs(output(i) - i.p)),
    rhs=lambda i: 0,
)
