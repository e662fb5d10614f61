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
``n``, ``delta``                number of samples, probability of failure
``N_inf(Pi, a)``                cover number: models needed so that every one is near one in ``sup |log pi - log pi'| <= a``
``H``, ``V``                    number of tokens of a response (the horizon), size of the alphabet
``theta``, ``theta*``           parameter of a log-linear model ``pi_theta``, in the unit ball; that of the data law
``phi``, ``B``                  features of a prefix and its next token; the largest norm of a feature, at least 1
``sigma*^2``                    inherent variance ``E sum_h |phi_h - E phi_h|^2`` of eq. (8), the mean square of the score
``eta``, ``lam``                step size (learning rate); damping of a normalised step
``T``, ``K``                    number of steps, each on a fresh sample; size of a mini-batch (elsewhere a number of symbols)
``pi^TTT_theta``                law of the decoder that goes on learning from ``theta`` while it writes, eqs. (22) and (23)
``gamma``                       factor of the offset in a tournament, eq. (32), and of ``E_gamma``, the larger of two ``E_g``
``mu``                          law of the prompt
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
