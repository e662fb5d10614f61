"""Divergences: the standard table of inequalities between f-divergences, with their best constants.

Claims from textbooks and surveys. Each row of the table compares two divergences by a curve that cannot be improved: the pairs of
laws at which it is attained are given, and a curve a little lower is refuted.

Notation
--------
==============  ==========================================================================
``p``, ``q``    two laws on ``n`` outcomes
``TV``          total variation, half the sum of the absolute differences
``H2``          squared Hellinger distance, half the sum of the squared differences of the roots
``KL``          Kullback-Leibler divergence in nats, infinite unless ``q`` covers ``p``
``chi2``        Pearson's ``sum (p - q)^2 / q``
``LC``          Vincze's and Le Cam's ``(1/2) sum (p - q)^2 / (p + q)``, half the triangular discrimination
``JS``          Jensen and Shannon's ``KL(p || m)/2 + KL(q || m)/2`` with ``m = (p + q)/2``
``J``           Jeffreys's ``KL(p || q) + KL(q || p)``
``E_t``         hockey-stick divergence ``sum (p - t q)_+``
``H``           Shannon entropy in nats
==============  ==========================================================================

References
----------
Y. Polyanskiy and Y. Wu, *Information Theory: From Coding to Learning*, Cambridge University Press 2025, chapters 7 and 33.
I. Sason and S. Verdu, *f-Divergence Inequalities*, IEEE Transactions on Information Theory 62, 2016 (arXiv:1508.00335).
I. Sason, *On Reverse Pinsker Inequalities*, arXiv:1503.07118.
F. Topsoe, *Some Inequalities for Information Divergence and Related Measures of Discrimination*, IEEE Transactions on
Information Theory 46, 2000.
J. Lin, *Divergence Measures Based on the Shannon Entropy*, IEEE Transactions on Information Theory 37, 1991.
G. Gilardoni, *On Pinsker's and Vajda's Type Inequalities for Csiszar's f-Divergences*, IEEE Transactions on Information
Theory 56, 2010 (arXiv:cs/0603097).
C. Canonne, *A Short Note on an Inequality between KL and TV*, arXiv:2202.07198.
M. Bun and T. Steinke, *Concentrated Differential Privacy: Simplifications, Extensions, and Lower Bounds*, arXiv:1605.02065.
I. Taneja, *Generalized Symmetric Divergence Measures and Inequalities*, arXiv:math/0501301.
T. Kailath, *The Divergence and Bhattacharyya Distance Measures in Signal Selection*, IEEE Transactions on Communication
Technology 15, 1967.
R. Bhatia and C. Davis, *A Better Bound on the Variance*, American Mathematical Monthly 107, 2000.
E. Ionides, *Truncated Importance Sampling*, Journal of Computational and Graphical Statistics 17, 2008.
P. Kairouz, S. Oh and P. Viswanath, *The Composition Theorem for Differential Privacy*, arXiv:1311.0776.
C. Canonne, G. Kamath and T. Steinke, *The Discrete Gaussian for Differential Privacy*, arXiv:2004.00010.
A. Ingleton, *Representation of Matroids*, in Combinatorial Mathematics and its Applications, Academic Press 1971.
"""
