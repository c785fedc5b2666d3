"""Two at once: one sending, one authority, and a withdrawal that is told the truth."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections

from audit.gate import Refused
from consent.models import Withdrawal
from consent.procedures import withdraw
from disclosures.facts import request_mac
from disclosures.models import Authority, DisclosureRequest, SentDisclosure
from disclosures.procedures import authorise_disclosure
from disclosures.states import State
from policy.vocabulary import Category
from tests.cast import PASSWORD, Cast
from tests.consent.builders import line, signed
from tests.disclosures.builders import PURPOSE, on_consent, on_ground, put_forward, send
from vault import strongroom

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run acts in threads that start together, each in a room and on connections of its own."""
    barrier, results = Barrier(len(acts)), [None] * len(acts)

    def run(index: int) -> None:
        try:
            with strongroom.opened_room():
                barrier.wait()
                results[index] = acts[index]()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(i,)) for i in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_double_click_sends_once(cast: Cast) -> None:
    signed(cast.amina, cast.caseworker, line(cast.housing, Category.HOUSING, purpose=PURPOSE, single_use=True))
    request = put_forward(cast, on_consent(cast))
    results = at_once(*[lambda: send(request, cast.caseworker)] * 3)
    assert sum(isinstance(r, SentDisclosure) for r in results) == 1
    assert sum(isinstance(r, Refused) for r in results) == 2
    assert SentDisclosure.objects.count() == 1


def test_of_two_approvers_at_once_a_refusal_wins(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    shown = request_mac(request).hex()

    def answer(worker: object, grants: bool) -> Callable[[], object]:
        return lambda: authorise_disclosure(
            reference=request.reference, by=worker, grants=grants, reasons="I read it.", password=PASSWORD, shown=shown
        )

    results = at_once(answer(cast.director, True), answer(cast.manager, False))
    assert not [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert DisclosureRequest.objects.get(pk=request.pk).state == State.REFUSED
    assert Authority.objects.filter(voided_at__isnull=True).count() == 1
    assert not Authority.objects.get(voided_at__isnull=True).granted


@pytest.mark.parametrize("turn", range(5))
def test_a_withdrawal_and_a_sending_at_once_happen_one_after_the_other(cast: Cast, turn: int) -> None:
    form = signed(cast.amina, cast.caseworker, line(cast.housing, Category.HOUSING, purpose=PURPOSE))
    request = put_forward(cast, on_consent(cast))
    at_once(
        lambda: withdraw(reference=form.reference, by=cast.caseworker, words="No more."),
        lambda: send(request, cast.caseworker),
    )
    withdrawn = Withdrawal.objects.get()
    sent = SentDisclosure.objects.filter(request=request).first()
    assert sent is None or sent.sent_at <= withdrawn.withdrawn_at
