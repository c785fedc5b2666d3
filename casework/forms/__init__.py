"""Forms of the casework screens: they shape and clean input, and save nothing."""
