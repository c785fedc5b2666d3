"""The disclosure screens. Each takes a reference, hands it to the gate, and calls one procedure."""
