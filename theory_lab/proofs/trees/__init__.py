"""What a claim about models on trees is on every tree, read off its code on some."""
