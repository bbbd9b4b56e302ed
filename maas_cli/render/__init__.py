"""Pictures of memes, drawn by the project itself."""
