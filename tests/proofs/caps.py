"""A size in a module of its own."""

CAP = 8
