"""What stored proofs are worth: their files, records with them, the kernel run on them; a second look at certificates."""
