"""What a session looks and reads like: the live screen, plain lines and JSON lines; its keys."""
