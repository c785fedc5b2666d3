"""One strongroom for each request, closed whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from vault import strongroom
from vault.strongroom import Strongroom


class StrongroomMiddleware:
    """Opens an empty room before the view and closes the object itself afterwards.

    Closing the object, not just leaving the context, is what reaches copied contexts, threads
    and callbacks that outlive the request. A streaming response keeps its room until the stream
    ends, but its generator runs outside it (see ``strongroom.entered``); an asynchronous stream
    gets none, because nobody can say in which context it will run.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        room = Strongroom()
        kept = False
        try:
            with strongroom.entered(room):
                response = self.get_response(request)
            kept = _streams(response) and not room.empty
        finally:
            if not kept:
                room.close()
        if kept and isinstance(response, StreamingHttpResponse):
            response.streaming_content = _UntilTheEnd(response.streaming_content, room)
        return response


def _streams(response: HttpResponseBase | HttpResponse) -> bool:
    return isinstance(response, StreamingHttpResponse) and not response.is_async


class _UntilTheEnd:
    """Passes a stream on and closes the room when it ends, breaks or is given up.

    A class and not a generator: closing a generator that was never started runs none of it.
    """

    def __init__(self, chunks: Any, room: Strongroom) -> None:
        self._chunks: Iterator[Any] = iter(chunks)
        self._room = room

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        try:
            return next(self._chunks)
        except BaseException:
            self._room.close()
            raise

    def close(self) -> None:
        """Called by the server, or the test client, when it is done with the response."""
        self._room.close()
