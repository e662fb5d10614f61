"""Samplers that run: models and verifiers of one's own, many chains at a time."""
