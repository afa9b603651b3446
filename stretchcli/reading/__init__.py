"""Reading files: a YAML tree that knows its places, problems as data, shapes to check it with. Knows no stretches."""
