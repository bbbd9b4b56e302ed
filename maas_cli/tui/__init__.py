"""The interactive browser. Screens ask who answers and hand answers down; widgets know plain values and models."""
