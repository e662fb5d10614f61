"""What stands on no number: rounding modes, how numbers are written and shown, what is refused, and what is computed once."""
