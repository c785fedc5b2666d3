"""Casework's places beside a file."""

from __future__ import annotations

from casework.panels import place

place("timeline", "Timeline", "file", order=10)
place("person", "The person", "file-person", order=20)
place("team", "Who works on it", "file-team", order=30)
place("bars", "Who must not know", "file-bars", order=40)
