"""Maximum likelihood, exactly over all data sets.

The maximiser of the likelihood depends on the counts of a sample only, so the law of its coverage is a sum over count vectors.
When several models attain the maximum, the one with the worst coverage counts: an upper bound that holds for it holds
for every way to break ties. For mixtures the maximiser is computed with an exact Karush-Kuhn-Tucker slack.

Main definitions
----------------
``expected_coverage``, ``coverage_tail``   mean and tail of ``Cov_N(truth || model)`` for fitted models
``bernoulli_fits``, ``tabular_fits``, ``class_fits``   the maximisers for every count vector: ``Ber(p)`` with ``p <= cap``, all laws,
    a finite class
``likelier_fits``                          all models of a finite class at least as likely as one of them
``mixture_fit``, ``MixtureFit``            weights of a mixture with their certified slack

Conventions
-----------
``counts`` are the static count vectors of all samples, shape (m, k). A family of fits is a pair: laws (c, k), or (m, k) with one
law per count vector, and a table (m, c) of 0 and 1 that says which of them attain the maximum, or ``None``. Coverage is
``P_truth(truth / model >= level)``, a ratio at equality included.

References
----------
F. Chen et al., The Coverage Principle, arXiv:2510.15020, Sections 3 and 4, Appendix E.

Tags
----
maximum likelihood, method of types, coverage, mixtures
"""
