"""Backtracking with imperfect process verifiers.

Claims about *Taming Imperfect Process Verifiers: A Sampling Perspective on Backtracking* by D. Rohatgi, A. Shetty, D. Saless,
Y. Li, A. Moitra, A. Risteski and D. Foster (arXiv:2510.03149), and the sampling of self-reducible structures that it builds on.
The paper is quoted second-hand; statements with explicit constants are derived here.

Notation
--------
==============================  =====================================================================================
``pi_ref``                      reference model on words of length ``H``; ``pi_ref(v)`` the probability of prefix ``v``
``tau``, ``Z``                  nonnegative reward of words, ``Z = E_ref[tau] > 0``
``pi*``                         target ``pi_ref tau / Z``
``V*(v)``                       tilted value ``E_ref[tau | v]``; ``V* = tau`` at leaves and ``Z`` at the root
``Vhat``                        verifier; its leaf values are ``tau`` unless said otherwise
``kappa``                       ``1 + eps_V``: under uniform error ``V*/kappa <= Vhat <= kappa V*`` at inner nodes
                                (Assumption 4.1); by construction in the instances
``w(v)``                        weight ``pi_ref(v) Vhat(v)`` of the edge above ``v``
``deg``, ``vol``                weighted degree; sum of degrees over a set; ``T_v`` is the subtree of ``v``
``mu``                          ``deg/vol(T)``, the stationary law of the lazy walk
``W_h``, ``r_h``                weight of level ``h``; ``W_h/Z``
``s_h``                         ``E_{pi*}[V*/Vhat]`` at depth ``h``
``sigma_root``, ``S(y)``        hitting time of the root; its expectation from ``y``
==============================  =====================================================================================

Walks start at the root and stay with probability 1/2 at each step; times count all steps. "ActionLevelRS" draws letters with
probability proportional to ``pi_ref(a | v) Vhat(va)``.

References
----------
D. Rohatgi et al., arXiv:2510.03149.
A. Sinclair, M. Jerrum, Approximate counting, uniform generation and rapidly mixing Markov chains, 1989.
T. Hayes, A. Sinclair, Liftings of tree-structured Markov chains, 2010.
D. Levin, Y. Peres, Markov Chains and Mixing Times, 2017.
"""
