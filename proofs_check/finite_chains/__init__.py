"""Finite Markov chains: bottlenecks, spectra, couplings and comparison, on all chains of a few states.

Claims from the standard texts. Reversible chains come from a symmetric table of conductances; statements about the spectral gap
are statements about every test function, or about the two other eigenvalues of three states, which are roots of a quadratic.

Notation
--------
===================  ==============================================================================================
``P``, ``pi``        transition matrix, stationary law
``E(f, f)``          Dirichlet form ``(1/2) sum pi(x) P(x, y) (f(x) - f(y))^2``; ``Var f`` under ``pi``
gap                  ``1 - lambda_2``, the least ``E(f, f)/Var f``; relaxation time its inverse
``Phi``              conductance, the least ``Q(S, S^c)/pi(S)`` over sets of mass at most 1/2
``d(t)``             the largest total variation ``TV(P^t(x, .), pi)``; ``dbar(t)`` that between two starts
``s(t)``             separation, the largest ``1 - P^t(x, y)/pi(y)``
===================  ==============================================================================================

References
----------
D. Levin and Y. Peres, with E. Wilmer, *Markov Chains and Mixing Times*, second edition, AMS 2017.
D. Aldous and P. Diaconis, *Strong Uniform Times and Finite Random Walks*, Advances in Applied Mathematics 8, 1987.
P. Diaconis and L. Saloff-Coste, *Comparison Theorems for Reversible Markov Chains*, Annals of Applied Probability 3, 1993.
A. Sinclair and M. Jerrum, *Approximate Counting, Uniform Generation and Rapidly Mixing Markov Chains*, Information and
Computation 82, 1989.
R. Montenegro and P. Tetali, *Mathematical Aspects of Mixing Times in Markov Chains*, 2006.
"""
