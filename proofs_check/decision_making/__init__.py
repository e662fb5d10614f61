"""Foundations of interactive decision making: divergences, bandits, and the decision-estimation coefficient.

Claims about the lecture notes *Foundations of Reinforcement Learning and Interactive Decision Making* by D. Foster and
A. Rakhlin (arXiv:2312.16730) and the paper that their later chapters distil, *The Statistical Complexity of Interactive
Decision Making* by D. Foster, S. Kakade, J. Qian and A. Rakhlin (arXiv:2112.13487, version 3). Both are quoted second-hand
here, label numbers included; sharper constants and statements marked as derived are proved in the claim files.

Notation
--------
==============================  =====================================================================================
``D``, ``D_H^2``                squared Hellinger distance ``sum (sqrt p - sqrt q)^2`` in [0, 2]: NO factor 1/2, so it is
                                twice ``measures.divergences.hellinger2``
``TV``                          total variation, half the sum of the absolute differences
``KL``                          Kullback-Leibler divergence in nats
``A``, ``T``                    number of arms or decisions, horizon
``f``, ``fhat``                 a mean function of the class, the estimate or reference
``gap_M(pi)``                   ``max f - f(pi)`` for the mean function ``f`` of model ``M``
``gamma``                       the offset; the coefficient is ``min_p max_M E_p[gap_M - gamma D_M]``
``El``, ``Star``                eluder dimension and star number of ``F - f*`` at a scale, at least 1
``P_h``, ``r_h``, ``H``         kernels and rewards of a process of ``H`` steps; ``s_1`` has a fixed law
``V^pi_h``, ``Q^pi_h``          values of a policy from step ``h`` on, with ``V_{H+1} = 0``; ``*`` for the best policy
``d^pi_h(s, a)``                occupancy ``P^pi(s_h = s, a_h = a)``
``f^M(pi)``, ``M(pi)``          value of a policy in a process, and the law of its trajectory
``IGW_eta(fhat)``               inverse gap weighting ``p(pi) = 1/(lambda + 2 eta gap(pi))`` with ``lambda`` in [1, A]
==============================  =====================================================================================

Instances of inverse gap weighting start from the law ``p`` and take the one estimate whose weighting it is, so that all
numbers stay rational.

References
----------
D. Foster, A. Rakhlin, arXiv:2312.16730.
D. Foster, S. Kakade, J. Qian, A. Rakhlin, arXiv:2112.13487.
J. Bretagnolle, C. Huber, Estimation des densites: risque minimax, 1979.
J. Kiefer, J. Wolfowitz, The equivalence of two extremum problems, 1960.
D. Russo, B. Van Roy, Eluder dimension and the sample complexity of optimistic exploration, 2013.
N. Jiang, A. Krishnamurthy, A. Agarwal, J. Langford, R. Schapire, Contextual decision processes with low Bellman rank, 2017.
T. Xie, D. Foster, Y. Bai, N. Jiang, S. Kakade, The role of coverage in online reinforcement learning, 2023.
T. Cover, Behavior of sequential predictors of binary sequences, 1965.
"""
