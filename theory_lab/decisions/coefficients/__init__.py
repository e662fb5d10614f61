"""Decision-estimation coefficients: finite classes, references, constraints, and infinite classes by cutting planes."""
