"""The search for proofs: free to be wrong, for the kernel checks what it finds."""
