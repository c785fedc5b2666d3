"""The casework screens. A view hands a reference to the gate, calls one procedure, redirects."""
