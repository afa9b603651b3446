"""Running one session: the loop, its host on this terminal, keys and signals, keeping the computer awake."""
