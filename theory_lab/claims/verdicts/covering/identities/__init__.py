"""Covers by identities: claims as rational functions of the parameters, case by case. Trusted."""
