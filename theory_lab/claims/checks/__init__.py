"""A claim examined from end to end: its stages, its tightness, its certificate written."""
