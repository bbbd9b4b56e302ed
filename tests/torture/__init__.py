"""Long rounds of harm, for nights: never part of the suite."""
