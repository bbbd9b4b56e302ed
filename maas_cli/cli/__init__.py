"""The command line: it translates words into calls of the engine and answers into text, and decides nothing else."""
