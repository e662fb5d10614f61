"""What stored proofs are worth: their files, the records that show them, the kernel run on them, a second look at certificates."""
