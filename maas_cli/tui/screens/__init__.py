"""The screens: they lay out widgets, ask what answers, and hand the answers down."""
