"""Instances that are built rather than drawn: at ends, on ties, along limits, of any size; nothing here is trusted."""
