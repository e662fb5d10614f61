"""Policy optimisation: policy gradients and preference optimisation, exactly on small action sets.

Claims from the papers behind reinforcement learning of language models. A policy is a law on actions (responses), or a model of
words of two letters; gradients are those of the logits of a softmax policy, in closed form, and expectations over groups of
samples are sums over all groups.

Notation
--------
==============  ===================================================================================================
``pi``          the policy; ``r`` the reward of an action, ``V = E_pi r`` its value
score           ``grad log pi(a) = e_a - pi`` with respect to the logits; ``grad V = pi (r - V)``, entry by entry
``G``           size of a group of samples of one prompt
``ref``, ``w``  reference policy; ``w = exp(r/beta)``, the weight by which the optimum tilts it
``old``, ``A``  policy that drew the samples, advantages with ``E_old A = 0``
``rho``         ``pi/old``; ``eps`` the range of clipping
==============  ===================================================================================================

References
----------
R. Williams, *Simple Statistical Gradient-Following Algorithms for Connectionist Reinforcement Learning*,
Machine Learning 8, 1992.
S. Kakade and J. Langford, *Approximately Optimal Approximate Reinforcement Learning*, ICML 2002.
E. Greensmith, P. Bartlett and J. Baxter, *Variance Reduction Techniques for Gradient Estimates in Reinforcement Learning*,
JMLR 5, 2004.
J. Schulman et al., *Trust Region Policy Optimization*, arXiv:1502.05477.
J. Achiam et al., *Constrained Policy Optimization*, arXiv:1705.10528.
J. Schulman et al., *Proximal Policy Optimization Algorithms*, arXiv:1707.06347.
J. Mei et al., *On the Global Convergence Rates of Softmax Policy Gradient Methods*, arXiv:2005.06392.
R. Rafailov et al., *Direct Preference Optimization*, arXiv:2305.18290.
Z. Shao et al., *DeepSeekMath* (group relative policy optimisation), arXiv:2402.03300.
A. Ahmadian et al., *Back to Basics: Revisiting REINFORCE Style Optimization*, arXiv:2402.14740.
Z. Liu et al., *Understanding R1-Zero-Like Training: A Critical Perspective*, arXiv:2503.20783.
N. Razin et al., *Unintentional Unalignment: Likelihood Displacement in Direct Preference Optimization*, arXiv:2410.08847.
"""
