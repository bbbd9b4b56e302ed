"""The service as its operator has it: real processes on loopback."""
