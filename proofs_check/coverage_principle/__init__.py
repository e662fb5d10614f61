"""The Coverage Principle: which models can be rescued by sampling more.

Claims about *The Coverage Principle* by F. Chen, A. Huang, N. Golowich, S. Malladi, A. Block, J. Ash, A. Krishnamurthy
and D. Foster (arXiv:2510.15020, version 2, whose labels are used here; ICLR 2026).  The paper measures a model ``q`` of a
data law ``p`` by its coverage profile, and shows that this profile, not the cross-entropy, decides what Best-of-N sampling
can reach and what maximum likelihood learns fast.

Notation
--------
==============================  =====================================================================================
``p``, ``q``                    data law and model, on responses or on pairs of prompt and response
``R = p/q``                     their ratio; ``0/0`` counts as 0 and ``a/0`` as infinity
``Cov_N(p || q)``               the coverage profile ``P_p(R >= N)`` of Definition 1.1; smaller is better
``Cov_N^law(p || q)``           the same event under another law, ``P_law(p/q >= N)``; under a sample, a frequency
``KL``, ``chi2``                Kullback-Leibler (nats) and chi-square divergence
``TV``                          total variation, half the sum of the absolute differences
``H2``                          squared Hellinger distance, half the sum of the squared differences of the roots
``E_g``                         hockey-stick divergence ``sum (p - g q)_+``
``W_N``                         the largest regret of Best-of-N sampling over rewards with values in [0, 1]
``psi(N)``                      ``1 - (1 + log N)/N``, the exponent of the lower tail of a binomial at ``1/N`` of its mean
``D_A``                         stopped divergence ``E_p min(A, sum_h KL(p(.|y_<h) || q(.|y_<h)))`` of eq. (50)
==============================  =====================================================================================

A statement about pairs of laws covers prompts as well: with one prompt law, the ratio of the joint laws is that of the
conditional ones, so that a claim for all pairs on six atoms is one for three prompts with two responses.  Where prompts play
a part of their own, the space has them.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020.
A. Huang et al., *Is Best-of-N the Best of Them?*, arXiv:2503.21878.
A. Mousavi-Hosseini and M. Erdogdu, arXiv:2603.06957 (the likelihood quantile).
Y. Polyanskiy and Y. Wu, *Information Theory: From Coding to Learning*, chapter 7 (divergences and data processing).
"""
