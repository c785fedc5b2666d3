"""Casework's places in the main menu."""

from __future__ import annotations

from django.utils import timezone

from audit.actions import Action
from casework.navigation import Place, offer
from casework.views.worklist import waiting_count

offer(Place("Home", "home", Action.SEE_HOME, 10))
offer(Place("Files", "files", Action.LIST_FILES, 20))
offer(Place("Tasks", "tasks", Action.SEE_TASKS, 30, count=lambda worker: waiting_count(worker, timezone.now())))
offer(Place("Agencies", "agencies", Action.LIST_AGENCIES, 60))
offer(Place("Workers", "workers", Action.LIST_WORKERS, 70))
offer(Place("Ledger", "ledger", Action.SEE_LEDGER, 80))
