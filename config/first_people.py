"""Who is there when an installation is new: a charity, its policy, its first manager."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from audit.adoption import NoPolicyInForce, adopt, profile_in_force
from casework.decisions.workers import SET_UP
from casework.models import Worker
from casework.procedures.workers import first_worker
from policy.loading import shipped_text
from policy.profile import Profile
from policy.vocabulary import Power, Role

LONGEST_NAME = 120
_NAME_LINE = re.compile(r'^name = ".*"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FirstManager:
    """The charity's name and the person who can invite everybody else. Raises ValidationError, by field."""

    charity: str
    name: str
    email: str
    password: str

    def __post_init__(self) -> None:
        wrong = {field: words for field in ("charity", "name") if (words := _wrong_name(getattr(self, field)))}
        try:
            EmailValidator("Enter an address like name@example.org.")(self.email)
        except ValidationError as problem:
            wrong["email"] = problem.messages
        try:
            validate_password(self.password, Worker(name=self.name, email=self.email))
        except ValidationError as problem:
            wrong["password"] = problem.messages
        if wrong:
            raise ValidationError(wrong)


def _wrong_name(given: str) -> list[str]:
    if not given.strip():
        return ["Enter a name."]
    if len(given) > LONGEST_NAME or not given.isprintable():
        return [f"Use at most {LONGEST_NAME} characters, in one line."]
    return []


def policy_named(slug: str, charity: str = "") -> Profile:
    """The policy in force; if there is none, the shipped one of that slug, under the charity's own name."""
    try:
        return profile_in_force()
    except NoPolicyInForce:
        text = shipped_text(slug)
        if charity:
            printed = f"name = {json.dumps(charity.strip(), ensure_ascii=False)}"
            text = _NAME_LINE.sub(lambda _: printed, text, count=1)
        adopt(text, by=SET_UP)
        return profile_in_force()


def welcome(manager: FirstManager, slug: str) -> Worker:
    """Adopt the policy and make the manager's account. Raises Refused where there are accounts already."""
    profile = policy_named(slug, manager.charity)
    entry = profile.roles.get(Role.MANAGER)
    role = Role.MANAGER if entry and Power.MANAGE_WORKERS in entry.powers else _who_invites(profile)
    return first_worker(name=manager.name.strip(), email=manager.email, role=role, password=manager.password)


def _who_invites(profile: Profile) -> Role:
    return next(role for role, entry in profile.roles.items() if Power.MANAGE_WORKERS in entry.powers)
