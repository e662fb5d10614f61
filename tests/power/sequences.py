"""Models on trees."""

from __future__ import annotations

import numpy as np

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Steps, Table
from theory_lab.measures.divergences import kl, token_kl, total_variation
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

BINARY = {depth: Tree.complete(2, depth) for depth in range(1, 7)}


def two_models(depth):
    return {"p": Steps(BINARY[depth]), "q": Steps(BINARY[depth])}


def with_full_support(depth):
    return {"p": Steps(BINARY[depth]), "q": Steps(BINARY[depth], positive=True)}


def leaf_laws(i):
    return laws.leaf_law(BINARY[i.size], i.p), laws.leaf_law(BINARY[i.size], i.q)


def worst_token_tv(i):
    """The largest total variation of the next letter after any prefix."""
    return xp.max(abs(i.p - i.q))


def divergence_of_tokens(i, last):
    """The expected divergence of the letters 1, ..., ``last`` given what came before."""
    tree = BINARY[i.size]
    early = np.flatnonzero(tree.depths < last)
    return xp.sum((laws.reach(tree, i.p) * token_kl(tree, i.p, i.q))[early])


def greedy(tree, steps):
    """The largest probability of a word each of whose letters is at least as likely as its siblings."""
    top = xp.max(xp.stack([steps[tree.first_child[tree.parent[1:]] - 1 + k] for k in range(2)]), 0)
    follows = laws.reach(tree, xp.at_least(steps, top))
    return xp.max(laws.leaf_law(tree, steps) * follows[tree.leaves])


FALSE = {
    # from depth 4 on, with every one of 15 token errors small and all on one path adding up
    "errors_triple_at_most": claim(
        r"TV(P, Q) \le 3 \max_v TV(P(\cdot|v), Q(\cdot|v))",
        two_models,
        sizes=(2, 3, 4),
        lhs=lambda i: total_variation(*leaf_laws(i)),
        rhs=lambda i: 3 * worst_token_tv(i),
    ),
    # from depth 6 on: 63 token errors
    "errors_quintuple_at_most": claim(
        r"TV(P, Q) \le 5 \max_v TV(P(\cdot|v), Q(\cdot|v))",
        two_models,
        sizes=(4, 6),
        lhs=lambda i: total_variation(*leaf_laws(i)),
        rhs=lambda i: 5 * worst_token_tv(i),
    ),
    # the chain rule without its last term
    "chain_rule_without_the_last_letter": claim(
        r"\mathrm{KL}(P\|Q) = \sum_{h<H} E_P \mathrm{KL}(P_h \| Q_h)",
        with_full_support,
        sizes=(3,),
        relation="==",
        lhs=lambda i: kl(*leaf_laws(i)),
        rhs=lambda i: divergence_of_tokens(i, i.size - 1),
    ),
    # only below prefixes of probability zero
    "law_determines_the_model": claim(
        r"P(a|v) = P(va) / P(v)",
        lambda depth: {"p": Steps(BINARY[depth])},
        sizes=(3,),
        relation="==",
        lhs=lambda i: xp.max(abs(laws.steps_of(BINARY[i.size], laws.leaf_law(BINARY[i.size], i.p)) - i.p)),
        rhs=lambda i: 0,
    ),
    # greedy decoding, at depth 4 and with every greedy letter near one half
    "greedy_finds_a_seventh_of_the_best": claim(
        r"\max_y P(y) \le 7 P(\mathrm{greedy})",
        lambda depth: {"p": Steps(BINARY[depth])},
        sizes=(3, 4),
        lhs=lambda i: xp.max(laws.leaf_law(BINARY[i.size], i.p)),
        rhs=lambda i: 7 * greedy(BINARY[i.size], i.p),
    ),
}

TRUE = {
    "errors_add_up": claim(
        r"TV(P, Q) \le H \max_v TV(P(\cdot|v), Q(\cdot|v))",
        two_models,
        sizes=(2, 3),
        lhs=lambda i: total_variation(*leaf_laws(i)),
        rhs=lambda i: i.size * worst_token_tv(i),
        sharpened=lambda i: xp.ratio(98, 100) * i.size * worst_token_tv(i),
    ),
    "value_le_best_reward": claim(
        r"E_P r \le \max_y r(y)",
        {"p": Steps(BINARY[3]), "r": Table((8,), 1, 2)},
        lhs=lambda i: laws.value(BINARY[3], i.p, i.r)[0],
        rhs=lambda i: xp.max(i.r),
        sharpened=lambda i: xp.ratio(99, 100) * xp.max(i.r),
    ),
    "first_letters_diverge_less": claim(
        r"\sum_{h<H} E_P \mathrm{KL}(P_h \| Q_h) \le \mathrm{KL}(P\|Q)",
        with_full_support,
        sizes=(2, 3),
        lhs=lambda i: divergence_of_tokens(i, i.size - 1),
        rhs=lambda i: kl(*leaf_laws(i)),
        sharpened=lambda i: xp.ratio(99, 100) * kl(*leaf_laws(i)),
    ),
    "greedy_against_best": claim(
        r"\max_y P(y) \le 2^{H-1} P(\mathrm{greedy})",
        lambda depth: {"p": Steps(BINARY[depth])},
        sizes=(2, 3),
        lhs=lambda i: xp.max(laws.leaf_law(BINARY[i.size], i.p)),
        rhs=lambda i: 2 ** (i.size - 1) * greedy(BINARY[i.size], i.p),
        sharpened=lambda i: xp.ratio(98, 100) * 2 ** (i.size - 1) * greedy(BINARY[i.size], i.p),
    ),
}
