"""Memes as a Service: one engine that searches a catalogue of memes, and the faces that show it."""

__version__ = "0.1.0"
