"""Total variation, Hellinger and KL in one chain.

Step 1 is Cauchy-Schwarz (the factor ``1 - D/4`` is dropped), step 2 is ``x <= -2 log(1 - x/2)``, and step 3
is Jensen: ``-2 log E_P sqrt(q/p) <= E_P log(p/q)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2, kl, total_variation

CLAIM = Claim(
    statement=r"\mathrm{TV}^2 \le D_H^2 \le -2\log(1 - D_H^2/2) \le \mathrm{KL}",
    source=Source("arXiv:2312.16730", "Lemma 19, (6.6)", status="second-hand"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), derived=lambda i: {"distance": 2 * hellinger2(i.p, i.q)}),
    sizes=(2, 3, 4, 5),
    chain=(
        lambda i: total_variation(i.p, i.q) ** 2,
        lambda i: i.distance,
        lambda i: -2 * xp.log(1 - i.distance / 2),
        lambda i: kl(i.p, i.q),
    ),
    sharpened=lambda i: xp.ratio(99, 200) * kl(i.p, i.q),
    loose="each step is sharp by itself; from end to end exactly a factor 2 is lost (two_tv_sq_le_kl)",
    notes="Hellinger without the factor 1/2, as in the notes: values in [0, 2].",
)
