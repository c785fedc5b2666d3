"""Forms of the disclosure screens: they shape and clean input, and save nothing."""
