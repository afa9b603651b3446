"""A session as data: planned, laid out in time, and stepped through. Pure: no clock, no terminal, no files."""
