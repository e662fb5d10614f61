"""Choosing one of several draws: rejection, Best-of-N, how far it moves, and how many draws are best."""
