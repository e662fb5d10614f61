"""Log-linear models at many parameters at once.

Exact expectations over training samples need the same few quantities at every parameter that training may
reach. Here ``theta`` has shape (d,) or (d, m), one column per parameter, and results carry the same trailing
axis; everything is a sum or a product along the words of a tree.

Main definitions
----------------
``token_scores``, ``word_scores``   ``grad log pi_theta`` of the next letter; of every word
``gradient``                        the average of ``word_scores`` under a law on words, without listing them
``word_law``                        the law on words
``sequence_kl``                     ``KL(p || q)`` of two models on a tree, by the chain rule

Conventions
-----------
``features`` is (tree.size - 1, d) as in ``sequences.loglinear``; laws on words are in leaf order; nats.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Sections 5 and 6.

Tags
----
exponential families, score, chain rule
"""

from __future__ import annotations

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.shapes import EdgeRows, Edges, Features, NodeRows, Parameter, WordRows, Words
from theory_lab.sequences.trees import Tree

__all__ = ["gradient", "path_products", "sequence_kl", "token_scores", "word_law", "word_scores"]


@xp.formula
def token_scores(tree: Tree, features: Features, theta: Parameter) -> EdgeRows:
    """``phi(z, a) - E_{pi_theta} phi(z, .)`` for every branch; shape (tree.size - 1, d) or (tree.size - 1, d, m)."""
    branch = loglinear.steps(tree, features, theta)
    wide = features if theta.ndim == 1 else features[:, :, None]
    return wide - loglinear.mean_features(tree, wide, branch)[tree.parent[1:]]


@xp.formula
def word_scores(tree: Tree, features: Features, theta: Parameter) -> WordRows:
    """``grad_theta log pi_theta(y)`` for every word; shape (n_leaves, d) or (n_leaves, d, m)."""
    return laws.path_sums(tree, token_scores(tree, features, theta))[tree.leaves]


@xp.formula
def gradient(tree: Tree, features: Features, theta: Parameter, law: Words) -> Parameter:
    """``sum_y law(y) grad_theta log pi_theta(y)``, ``law`` (n_leaves,); shape (d,) or (d, m).

    With the frequencies of a mini-batch its mean gradient, with the data law that of the population.
    """
    visits = laws.value(tree, xp.ones((tree.size - 1,), like=law), law)[1:]
    scores = token_scores(tree, features, theta)
    return xp.sum((visits[:, None] if theta.ndim == 1 else visits[:, None, None]) * scores, axis=0)


@xp.formula
def path_products(tree: Tree, branch: EdgeRows) -> NodeRows:
    """Products of ``branch`` (tree.size - 1, ...) along every prefix; shape (tree.size, ...), 1 at the root."""
    levels = [xp.ones((1, *branch.shape[1:]), like=branch)]
    for before, level in zip(tree.levels, tree.levels[1:], strict=False):
        part = branch[level.start - 1 : level.stop - 1]
        levels.append(part * levels[-1][tree.parent[level] - before.start])
    return xp.concatenate(levels)


@xp.formula
def word_law(tree: Tree, branch: EdgeRows) -> WordRows:
    """The law on words of branch probabilities (tree.size - 1, ...); shape (n_leaves, ...)."""
    return path_products(tree, branch)[tree.leaves]


@xp.formula
def sequence_kl(tree: Tree, p: Edges, q: EdgeRows) -> Array:
    """``KL`` of the laws on words by the chain rule; ``p`` (tree.size - 1,), ``q`` (tree.size - 1,) or (tree.size - 1, m).

    Shape () or (m,); infinite unless ``q`` covers what ``p`` reaches.
    """
    reached = laws.reach(tree, p)[tree.parent[1:]]
    wide, weights = (p, reached) if q.ndim == 1 else (p[:, None], reached[:, None])
    terms = xp.kl_term(wide, q)
    visited = weights > 0
    return xp.sum(xp.where(visited, xp.where(visited, weights, 1) * terms, 0), axis=0)
