"""What arrays compute with: exact numbers, rigorous intervals, floats, logarithms of floats.

Main definitions: ``ARITHMETICS``, the four in this order.
"""

from theory_lab.numbers.arithmetics import exact, float64, interval, logfloat
from theory_lab.numbers.arithmetics.arithmetic import Arithmetic

ARITHMETICS: tuple[Arithmetic, ...] = (exact, interval, float64, logfloat)
