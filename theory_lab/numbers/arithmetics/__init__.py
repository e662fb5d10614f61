"""What arrays compute with: exact numbers, rigorous intervals, floats, logarithms of floats."""
