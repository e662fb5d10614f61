"""The search for proofs for all sizes: lemmas about one outcome, and what follows from them about sums."""
