"""What a model is.

A model over sequences is a tree of prefixes with a probability on every branch; a law is an array in leaf
order; an algorithm is a program whose law is computed by running it on all its draws.

Main definitions: the modules ``trees``, ``laws``, ``programs``, ``types``, ``tabular``, ``loglinear``, ``adapters``.
"""
