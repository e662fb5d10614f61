"""Draft and target models, and the rules of verification as formulas and as programs.

Main definitions: `tokens`, `two_letters`, `rewarded` (spaces); `overlap`, `residual`; the programs `token_rule`, `block_rule`,
with `lengths` and `value_of`; `kept_by_token`, `kept_by_block`; `transport` (the best rule for one token, a linear program),
`pairs`, `seen`, `by_sets`; `round_length`.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Simplex, Space, Steps, Table
from theory_lab.numbers import Array
from theory_lab.sequences.laws import law_of
from theory_lab.sequences.trees import Tree

WORDS = tuple(product(range(2), repeat=2))
TREE = Tree.complete(2, 2)


def tokens(n: int) -> Space:
    """A target law and a draft law on ``n`` tokens."""
    return Space(p=Simplex(n), q=Simplex(n))


def two_letters(**fields: Any) -> Space:
    """A target model and a draft model on the words of two binary letters; every draft is possible."""
    return Space(p=Steps(TREE), q=Steps(TREE, positive=True), **fields)


def rewarded() -> Space:
    """The same with a reward for every word, by which laws on words are told apart."""
    return two_letters(reward=Table(4, 0, 1))


def overlap(p: Array, q: Array) -> Array:
    """``sum min(p, q)``."""
    return xp.sum(xp.minimum(p, q))


def residual(p: Array, q: Array) -> Array:
    """The law proportional to ``(p - q)_+``; ``p`` where there is none."""
    excess = xp.maximum(p - q, 0)
    total = xp.sum(excess)
    return xp.where(total > 0, excess / xp.where(total > 0, total, 1), p)


def after(steps: Array, word: tuple[int, ...]) -> Array:
    """The law of the letter after a word of no or one letter."""
    start = 2 * (word[0] + 1) if word else 0
    return steps[start : start + 2]


def finished(draw: Any, steps: Array, word: tuple[int, ...]) -> tuple[int, ...]:
    """The word with its missing letters drawn from the model."""
    while len(word) < 2:
        word = (*word, draw(after(steps, word)))
    return word


def token_rule(draw: Any, p: Array, q: Array) -> tuple[int, tuple[int, ...]]:
    """Algorithm 1 of Leviathan and others on two drafted letters: how many are kept, and the word."""
    draft = finished(draw, q, ())
    for kept in range(2):
        ours, theirs = after(p, draft[:kept]), after(q, draft[:kept])
        chance = xp.minimum(ours[draft[kept]] / theirs[draft[kept]], 1)
        if not draw(xp.stack([1 - chance, chance])):
            return kept, finished(draw, p, (*draft[:kept], draw(residual(ours, theirs))))
    return 2, draft


def block_rule(draw: Any, p: Array, q: Array) -> tuple[int, tuple[int, ...]]:
    """Algorithm 2 of Sun and others on two drafted letters: how many are kept, and the word."""
    draft = finished(draw, q, ())
    first = xp.minimum(after(p, ())[draft[0]] / after(q, ())[draft[0]], 1)
    ours, theirs = after(p, draft[:1]), after(q, draft[:1])
    second = xp.minimum(first * ours[draft[1]] / theirs[draft[1]], 1)
    missing = xp.sum(xp.maximum(first * ours - theirs, 0))
    open_mass = missing + 1 - first
    early = xp.where(open_mass > 0, missing / xp.where(open_mass > 0, open_mass, 1), 1)
    kept = 1 if draw(xp.stack([1 - early, early])) else 0
    if draw(xp.stack([1 - second, second])):
        return 2, draft
    if kept:
        return 1, (draft[0], draw(residual(first * ours, theirs)))
    return 0, finished(draw, p, (draw(residual(after(p, ()), after(q, ()))),))


def lengths(rule: Any, i: Instance) -> dict[int, Array]:
    """The law of the number of letters that a rule keeps."""
    return law_of(lambda draw: rule(draw, i.p, i.q)[0])


def value_of(rule: Any, i: Instance) -> Array:
    """The expected reward of the word that comes out of a rule."""
    law = law_of(lambda draw: rule(draw, i.p, i.q)[1])
    return sum((law.get(word, 0) * i.reward[k] for k, word in enumerate(WORDS)), xp.zeros((), like=i.p))


def target_value(i: Instance) -> Array:
    """The expected reward of the target model."""
    return sum((after(i.p, ())[a] * after(i.p, (a,))[b] * i.reward[k] for k, (a, b) in enumerate(WORDS)), xp.zeros((), like=i.p))


def kept_by_token(i: Instance) -> tuple[Array, Array]:
    """The chances that the first letter is kept, and that both are, by the rule for tokens."""
    root = xp.minimum(after(i.p, ()), after(i.q, ()))
    return xp.sum(root), xp.sum(xp.stack([root[a] * overlap(after(i.p, (a,)), after(i.q, (a,))) for a in range(2)]))


def kept_by_block(i: Instance) -> tuple[Array, Array]:
    """The same by the rule for blocks: ``sum_x min(p(x), q(x))``, and ``sum_xy min(p(xy), q(x) p(y|x), q(xy))``."""
    root = xp.minimum(after(i.p, ()), after(i.q, ()))
    both = [overlap(root[a] * after(i.p, (a,)), after(i.q, ())[a] * after(i.q, (a,))) for a in range(2)]
    return xp.sum(root), xp.sum(xp.stack(both))


def transport(p: Array, drafts: list[tuple[int, ...]], masses: Array) -> Array:
    """The largest chance that the output is among the drafts, over all rules with output law ``p``; a linear program."""
    n = len(p)
    hits = np.array([[int(y in draft) for y in range(n)] for draft in drafts])
    rows = [np.kron(row, np.ones(n, dtype=int)) for row in np.eye(len(drafts), dtype=int)]
    columns = [np.kron(np.ones(len(drafts), dtype=int), column) for column in np.eye(n, dtype=int)]
    limits = xp.concatenate([masses, p])
    return -xp.lp_value(xp.exact((-hits).ravel().tolist()), xp.exact(np.array([*rows, *columns]).tolist()), limits)


def pairs(q: Array) -> tuple[list[tuple[int, ...]], Array]:
    """Two independent drafts of one token, and their masses."""
    drafts = list(product(range(len(q)), repeat=2))
    return drafts, xp.stack([q[a] * q[b] for a, b in drafts])


def seen(q: Array, times: int) -> Array:
    """``1 - (1 - q)^k``, the chance that a token is among so many drafts."""
    return 1 - (1 - q) ** times


def by_sets(p: Array, q: Array) -> Array:
    """``1 - max_A (p(A) - (1 - (1 - q(A))^2))`` over all sets of tokens, the empty one included."""
    sets = [[x for x in range(len(p)) if code >> x & 1] for code in range(1, 2 ** len(p))]
    short = [xp.sum(p[chosen]) - seen(xp.sum(q[chosen]), 2) for chosen in sets]
    return 1 - xp.maximum(xp.max(xp.stack(short)), 0)


def round_length(rate: Array, drafted: int) -> Array:
    """``1 + a + ... + a^gamma``, the expected number of tokens of a round at acceptance rate ``a``."""
    return xp.sum(xp.stack([rate**k for k in range(drafted + 1)]))
