"""Quantities that claims compare.

Divergences, information, coverage profiles and coverage coefficients: functions of arrays of probabilities, each written
once for all arithmetics.

Main definitions: the modules ``divergences``, ``information``, ``successes``, ``profiles``, ``brackets``, ``coefficients``.
"""
