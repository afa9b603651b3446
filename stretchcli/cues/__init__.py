"""What a session sounds like: the voice, the tones, and a whole session as one sound file."""
