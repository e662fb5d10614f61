"""Speculative decoding: a cheap model drafts, an expensive model accepts, and nothing is lost.

Claims about the verification rules of the literature, on all pairs of models on a few tokens or on the words of two letters.
Rules are run as programs whose exact law is computed, so that a formula for the number of accepted tokens and the law of the
output are statements about the algorithm as it is printed.

Notation
--------
=============  ===============================================================================================
``p``, ``q``   target model and draft model, on tokens, or on words by their conditional laws
acceptance     the chance that a drafted token is kept; ``1 - TV(p, q)`` for the rule of Leviathan and others
residual       the law proportional to ``(p - q)_+``, from which a rejected token is replaced
``k``          number of drafts of one token
``gamma``      number of drafted tokens of a round
``c``          cost of a draft token in units of a run of the target model
=============  ===============================================================================================

References
----------
Y. Leviathan, M. Kalman and Y. Matias, *Fast Inference from Transformers via Speculative Decoding*, ICML 2023, arXiv:2211.17192.
C. Chen et al., *Accelerating Large Language Model Decoding with Speculative Sampling*, arXiv:2302.01318.
Z. Sun et al., *SpecTr: Fast Speculative Decoding via Optimal Transport*, NeurIPS 2023, arXiv:2310.15141.
Z. Sun et al., *Block Verification Accelerates Speculative Decoding*, ICLR 2025, arXiv:2403.10444.
Y. Zhou et al., *DistillSpec: Improving Speculative Decoding via Knowledge Distillation*, ICLR 2024, arXiv:2310.08461.
"""
