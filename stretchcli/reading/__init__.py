"""Reading files: a YAML tree with places, problems as data, and shapes to check it against. Knows nothing of stretches."""
