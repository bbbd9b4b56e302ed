"""What the screens are made of; each shows plain values and models, and knows no engine."""
