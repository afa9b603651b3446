"""What a session looks and reads like: plain lines and JSON lines."""
