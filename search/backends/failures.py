"""What becomes of an engine's failures."""

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec

from haystack.exceptions import SearchBackendError

log = logging.getLogger("search")
P = ParamSpec("P")


def guarded(answer: Any) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Turn a backend's failures into SearchBackendError, or into `answer` where the connection is to fail silently."""

    def decorate(method: Callable[P, Any]) -> Callable[P, Any]:
        @functools.wraps(method)
        def call(*args: P.args, **kwargs: P.kwargs) -> Any:
            backend: Any = args[0]
            try:
                return method(*args, **kwargs)
            except BaseException as error:
                if not backend.is_failure(error):
                    raise
                # What people typed may be in the engine's words, so the log gets the kind of failure alone.
                log.error("search_engine_failed", extra={"doing": method.__name__, "failure": type(error).__name__})
                if backend.silently_fail:
                    return dict(answer) if isinstance(answer, dict) else answer
                if isinstance(error, SearchBackendError):
                    raise
                raise SearchBackendError(backend.told(error)) from error

        return call

    return decorate


class Failing:
    """A backend's part: which errors are the engine's failures, and what is told of them."""

    own_failures: tuple[type[Exception], ...] = ()  # that nothing but the engine raises

    def is_failure(self, error: BaseException) -> bool:
        """Whether an error, raised where the engine alone was at work, says that it failed."""
        return isinstance(error, (SearchBackendError, OSError, ValueError, *self.own_failures))

    def told(self, error: BaseException) -> str:
        """Return a failure as a sentence, without anything that somebody typed."""
        return str(error)

    @contextmanager
    def failures_named(self) -> Iterator[None]:
        """Turn the engine's own failures into SearchBackendError, and leave the errors of others as they are."""
        try:
            yield
        except self.own_failures as error:
            raise SearchBackendError(self.told(error)) from error
