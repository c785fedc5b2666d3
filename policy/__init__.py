"""The charity's confidentiality policy as data and pure rules.

This floor knows no Django, no clock and no settings: facts and the time come in as
arguments, a :class:`policy.decision.Decision` goes out.
"""
