"""Training step by step: updates, algorithms, distillation, test-time training, and exact averages."""
