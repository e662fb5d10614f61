"""What a check repeats of a certificate: some of its small instances, some of its sizes."""
