"""Minimax risk: what no estimator undercuts, and how much of it the lower bounds of the literature see.

Claims "for every estimator": the learner is a field of the instance, any kernel from what it sees to its answer, or the bound is
compared with the exact minimax risk of a finite class, the value of a linear program that is solved in rational numbers.

Notation
--------
==============  =====================================================================================================
``p``, ``q``    two models; ``first``, ``second``, ``third`` three of them
``n``           number of independent samples; the learner sees their counts (a *state*)
``P^n``         the law of the state under a model
``answers``     a learner's answers, one law for each state; ``test`` the chance to decide for the second model
``I_n``         mutual information of a uniform model and the state, in nats
proper          a learner whose answers are models of the class
==============  =====================================================================================================

References
----------
L. Le Cam, *Convergence of Estimates Under Dimensionality Restrictions*, Annals of Statistics 1, 1973.
B. Yu, *Assouad, Fano, and Le Cam*, Festschrift for Lucien Le Cam, 1997.
A. Tsybakov, *Introduction to Nonparametric Estimation*, Springer 2009, chapter 2.
Y. Polyanskiy and Y. Wu, *Information Theory: From Coding to Learning*, Cambridge University Press 2025, chapters 28 and 31.
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Proposition 3.2.
"""
