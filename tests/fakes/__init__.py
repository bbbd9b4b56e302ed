"""Stand-ins that work, where the real thing would be in the way."""
