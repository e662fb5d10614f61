"""Work that cannot hurt other work: signals, the state of a process, processes with limits, a cluster of them."""
