"""What stands in the code of a claim: numbers that may be sizes, and what is kept from one instance to the next."""
