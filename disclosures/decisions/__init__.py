"""Every question disclosures answer, registered on the gate by being imported here."""

from disclosures.decisions import alarms, register, requests, sending, steps

__all__ = ["alarms", "register", "requests", "sending", "steps"]
