"""What is compared.

Divergences, coverage profiles and coverage coefficients: functions of arrays of probabilities, each written
once for all arithmetics.

Main definitions: the modules ``divergences``, ``profiles``, ``brackets``, ``coefficients``.
"""
