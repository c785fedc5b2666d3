"""The shipped policies, loaded once."""

from __future__ import annotations

import pytest

from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile

SHIPPED = shipped_profiles()


@pytest.fixture(scope="session")
def new_futures() -> Profile:
    return load_profile("new-futures")


@pytest.fixture(scope="session")
def pace() -> Profile:
    return load_profile("pace")


@pytest.fixture(scope="session")
def pias() -> Profile:
    return load_profile("pias")


@pytest.fixture(scope="session")
def acevo() -> Profile:
    return load_profile("acevo")


@pytest.fixture(scope="session")
def preston() -> Profile:
    return load_profile("preston")


@pytest.fixture(scope="session", params=SHIPPED)
def any_profile(request: pytest.FixtureRequest) -> Profile:
    """Each of the five in turn."""
    return load_profile(request.param)
