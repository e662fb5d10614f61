"""How models are fit: maximum likelihood over all data sets, gradient dynamics, test-time training, distillation, selection."""
