"""The kernel: accepts or rejects a proof, and never searches."""
