"""What ``stretchcli me`` asks, what the answers mean, and how they are written into the config. Pure."""
