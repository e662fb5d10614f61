"""Maximum likelihood: its maximisers over all data sets, certified solvers, and the choice among models."""
