"""How outputs are drawn: best-of-N, rejection, pessimism, step-wise samplers, backtracking, and verifiers with errors."""
