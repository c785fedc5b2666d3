"""The one gate from a question to an effect, and the ledger that keeps what it decided."""
