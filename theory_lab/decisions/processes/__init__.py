"""Decision processes: values, occupancies, exploration, and how far two processes are apart."""
