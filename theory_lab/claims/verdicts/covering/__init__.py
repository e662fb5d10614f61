"""Covers at equality: parts of the space, and how fast the sides rise over boxes of them. Trusted."""
