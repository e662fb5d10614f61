"""Instances that are built rather than drawn: at ends, on ties and faces, along limits, of any size; nothing here is trusted."""
