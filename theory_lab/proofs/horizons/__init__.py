"""What a claim is at every horizon, read off its code at some."""
