"""What a certificate must show: its form, its parts, and the numbers of instances, counted a second time."""
