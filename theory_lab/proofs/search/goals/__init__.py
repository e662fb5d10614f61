"""What is told where no proof was found."""
