"""Counting and sampling: self-reducible problems as trees of partial solutions, and the ways from one to the other."""
