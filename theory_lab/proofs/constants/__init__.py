"""Best constants: a refuted end, by an instance, and a proved end, by a proof that the kernel accepts."""
