"""What a city says of itself on every page, and may change without touching the server."""
