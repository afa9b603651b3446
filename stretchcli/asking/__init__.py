"""The talk of ``stretchcli me``: its questions, what answers mean, and how they are written into the config. Pure."""
