"""Making catalog files: the template, checking, advice, and imports."""
