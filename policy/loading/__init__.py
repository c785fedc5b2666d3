"""Loads policy profiles, refusing any that is wrong and naming every mistake in it."""

from policy.loading.errors import ProfileError, ProfileErrors
from policy.loading.profiles import (
    check_file,
    check_single_active,
    check_versions,
    load_profile,
    load_profile_text,
    read_profile,
    shipped_profiles,
    shipped_text,
)

__all__ = [
    "ProfileError",
    "ProfileErrors",
    "check_file",
    "check_single_active",
    "check_versions",
    "load_profile",
    "load_profile_text",
    "read_profile",
    "shipped_profiles",
    "shipped_text",
]
