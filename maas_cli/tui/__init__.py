"""The interactive browser: search as you type, the meme, live statistics. Screens ask the engine, widgets know models."""
