"""Every change casework makes, each inside the gate: one function an act, keyword arguments only."""
