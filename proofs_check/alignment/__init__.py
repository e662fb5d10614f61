"""Inference-time alignment: what can be sampled with a base policy and a proxy reward.

Claims about *Is Best-of-N the Best of Them? Coverage, Scaling, and Optimality in Inference-Time Alignment* by A. Huang,
A. Block, Q. Liu, N. Jiang, A. Krishnamurthy and D. Foster (arXiv:2503.21878) and some of its relatives. The paper is quoted
second-hand; its statements hide absolute constants, so the claims give explicit ones, which are derived here.

Notation
--------
==============================  =====================================================================================
``p``                           base policy on finitely many responses, the prompt dropped
``rhat``, ``r*``                proxy reward and true reward, in [0, R]; ``R = 1`` where nothing is said
``eps``                         reward error ``eps^2 = E_p (rhat - r*)^2``
``J``, ``Jhat``                 expected true and proxy reward of a policy
``w_pi``                        density ``pi/p``; norms are those of ``L2(p)``
``C(pi)``                       ``E_pi[pi/p] = 1 + chi2``; some papers use ``chi2/2``
``C_inf(pi)``                   ``max pi/p``
``E_M(pi)``                     excess mass ``sum (pi - M p)_+``
``Cov_M(pi)``                   coverage profile ``P_pi(pi/p >= M)``
``BoN_N``                       Best-of-N: draw N, keep a draw of largest ``rhat``; ties uniform unless said otherwise
``RS_{N,M}``                    first of N draws accepted with probability ``min(w/M, 1)``, else one more draw
``pi_b``, ``lambda``            maximiser ``p (rhat - lambda)_+ / b`` of ``Jhat - (b/2) C``, and its normalising constant
``ITP_{N,b}``                   inference-time pessimism: ``lambda`` from one pool of draws, rejection on another
``out_N``                       the same when ``lambda`` is that of ``p`` itself
``L_N(pi)``                     ``max over events A of pi(A) - 1 + (1 - p(A))^N``
``W(pi)``                       win rate against one draw from ``p``, ties counting half
``e_pw``                        pairwise reward error under two draws from ``p``
``S_N``                         soft Best-of-N: one of N draws in proportion to ``exp(b rhat)``
==============================  =====================================================================================

The regret against a fixed comparator may be negative.

References
----------
A. Huang et al., arXiv:2503.21878.
A. Beirami et al., Theoretical guarantees on the best-of-n alignment policy, arXiv:2401.01879.
S. Sriraman, A. Block, arXiv:2603.05739 (top-k Best-of-N).
C. Verdun et al., arXiv:2505.03156, and arXiv:2507.05913 (soft Best-of-N); arXiv:2510.03199 (Best-of-Majority).
A. Huang et al., arXiv:2407.13399 (chi-PO), arXiv:2412.01951 (sharpening); D. Foster et al., arXiv:2503.07453.
arXiv:2406.00832 (atomless limit).
Safety Hacking in Constrained Best-of-N (masses of events under L1 coverage).
F. Chen et al., The Coverage Principle, arXiv:2510.15020 (which uses the proxy-gap lemma).
"""
