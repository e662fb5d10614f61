"""Where a claim is tight: instances of equality, and limits of them at the rate that is told."""
