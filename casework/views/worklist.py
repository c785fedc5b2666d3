"""A worker's list of things to do, as the screens draw it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from audit.adoption import profile_in_force
from casework.facts import worker_facts
from casework.models import Task, Worker
from casework.taskkinds import kind_of
from policy.calendar import uk_date
from policy.rules.people import WorkerFacts
from policy.rules.roles import grace_ends_on
from policy.vocabulary import Power


def powers_now(worker: Worker, facts: WorkerFacts, at: datetime) -> list[Power]:
    """What a worker's role of today is trusted with."""
    profile, today = profile_in_force(at), uk_date(at)
    return [power for power in Power if facts.has(power, profile, today)]


def waiting_for(worker: Worker, at: datetime) -> list[dict[str, Any]]:
    """Open tasks for a worker's eyes, overdue first: title, about, url, due_at, overdue, may_finish, id."""
    powers = powers_now(worker, worker_facts(worker, at), at)
    tasks = Task.objects.to_do().for_eyes_of(worker, powers).order_by("due_at", "raised_at")
    return sorted((_drawn(task, at) for task in tasks), key=lambda t: (t["due_at"] is None, t["due_at"] or at))


def waiting_count(worker: Worker, at: datetime) -> int:
    """How many open tasks wait for a worker."""
    powers = powers_now(worker, worker_facts(worker, at), at)
    return Task.objects.to_do().for_eyes_of(worker, powers).count()


def _drawn(task: Task, at: datetime) -> dict[str, Any]:
    kind = kind_of(task.kind)
    return {
        "id": task.pk,
        "title": kind.words,
        "about": task.about if len(task.about) < 20 else "",
        "url": _address(kind.url_name, task.about),
        "due_at": task.due_at,
        "overdue": task.due_at is not None and task.due_at < at,
        "may_finish": kind.by_hand,
    }


def _address(url_name: str, about: str) -> str:
    """Where a task is done; nothing while its page is not offered."""
    if not url_name or not about:
        return ""
    try:
        return reverse(url_name, args=[about])
    except NoReverseMatch:
        return ""


def undertaking_notice(worker: Worker, at: datetime) -> dict[str, str] | None:
    """What a worker who has not signed the version in force must know, and by when."""
    profile = profile_in_force(at)
    signatures = worker_facts(worker, at).signatures
    if signatures.current:
        return None
    if signatures.previous and signatures.new_version_on is not None:
        until = grace_ends_on(profile, signatures.new_version_on)
        text = f"The policy has changed. Read and sign it by {until.day} {until:%B %Y}; after that no file opens."
    else:
        text = "Read and sign the confidentiality policy. Until then no file opens; raising an alarm always does."
    return {"text": text, "url": reverse("undertaking"), "label": "Read and sign"}
