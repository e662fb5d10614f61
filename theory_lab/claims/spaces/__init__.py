"""Which instances a claim speaks about: whole numbers, and what they stand for. Trusted."""
