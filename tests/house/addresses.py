"""Every address of the product, as the resolver knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OUTSIDE = {"account_login", "account_logout", "account_change_password", "account_reauthenticate"}
"""django-allauth's pages, which stand before any worker is known or concern only one's own password."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name, its route and the class that answers it."""

    name: str
    route: str
    view: Any
    converters: dict[str, str]

    @property
    def methods(self) -> tuple[str, ...]:
        """GET and POST as far as the view answers them at all."""
        return tuple(m.upper() for m in ("get", "post") if hasattr(self.view, m) and m in self.view.http_method_names)


def all_addresses() -> list[Address]:
    """Every address, django-allauth's included."""
    return list(_walk(get_resolver()))


def own_addresses() -> list[Address]:
    """Every address whose view is ours."""
    return [address for address in all_addresses() if address.name not in OUTSIDE]


def _walk(resolver: URLResolver, prefix: str = "", converters: dict[str, str] | None = None) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        found = {name: type(kind).__name__ for name, kind in entry.pattern.converters.items()}
        route, known = f"{prefix}{entry.pattern}", {**(converters or {}), **found}
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route, known)
        elif isinstance(entry, URLPattern):
            yield Address(entry.name or "", route, getattr(entry.callback, "view_class", entry.callback), known)
