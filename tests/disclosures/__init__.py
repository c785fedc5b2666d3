"""Tests of disclosures and alarms."""
