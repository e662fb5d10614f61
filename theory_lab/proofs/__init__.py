"""Proofs of claims for all real parameters, and for all sizes, that a small kernel accepts."""
