"""What decides a claim at an instance, and what verifies a certificate. Trusted."""
