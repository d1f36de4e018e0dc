"""Why a request brought nothing: Scrapy's and our own exceptions -> a word, a line, and whether to try again.

Where the reason may be gone tomorrow (a time-out, a 503), the address stays unjudged and the next crawl asks again.
"""

from dataclasses import dataclass

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError


class Refused(IgnoreRequest):
    """The address may not be fetched: another scheme, or in a private network."""


class Forbidden(IgnoreRequest):
    """robots.txt forbids the address."""


class Reserved(IgnoreRequest):
    """The owner reserves text and data mining for the address."""


class RobotsUnknown(IgnoreRequest):
    """robots.txt could not be read, so nothing may be fetched for now."""


class Resting(IgnoreRequest):
    """The host asked to be left alone for longer than a crawl waits."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of a request. `lasting`: asking again will not help. `status` is HTTP's, if there was an answer."""

    outcome: str
    problem: str
    lasting: bool
    status: int | None = None


_PASSING = (
    (DownloadTimeoutError, "timeout", "no complete answer in time"),
    (CannotResolveHostError, "unreachable", "the host's name cannot be resolved"),
    (DownloadConnectionRefusedError, "unreachable", "the connection was refused"),
    (ResponseDataLossError, "broken", "the answer broke off"),
    (DownloadFailedError, "broken", "the connection broke"),
)


def judge(error: BaseException | None) -> Failure:
    """What an exception that reached an errback means for its address."""
    if isinstance(error, HttpError):
        return _judge_status(error.response.status)
    if isinstance(error, Refused):
        return Failure("refused", str(error), lasting=True)
    if isinstance(error, Forbidden):
        return Failure("forbidden", str(error), lasting=True)
    if isinstance(error, Reserved):
        return Failure("reserved", str(error), lasting=True)
    if isinstance(error, (RobotsUnknown, Resting)):
        return Failure("postponed", str(error), lasting=False)
    if isinstance(error, DownloadFailedError) and "certificate verify failed" in str(error):
        return Failure("broken", "its certificate cannot be verified", lasting=False)
    for kind, outcome, problem in _PASSING:
        if isinstance(error, kind):
            return Failure(outcome, problem, lasting=False)
    if isinstance(error, DownloadCancelledError):
        return Failure("too_large", "larger than the limit", lasting=True)
    if isinstance(error, UnsupportedURLSchemeError):
        return Failure("refused", str(error), lasting=True)
    if isinstance(error, IgnoreRequest):
        return _judge_ignored(str(error))
    return Failure("broken", f"{type(error).__name__}: {str(error)[:200]}", lasting=False)


def _judge_status(status: int) -> Failure:
    if status in {408, 425, 429} or status >= 500:
        return Failure("http_error", f"the server answers {status}", lasting=False, status=status)
    if 300 <= status < 400:
        return Failure(
            "http_error", f"redirected ({status}) to nothing that may be fetched", lasting=True, status=status
        )
    return Failure("http_error", f"the server answers {status}", lasting=True, status=status)


def _judge_ignored(text: str) -> Failure:
    if "max redirections" in text:
        return Failure("redirect_loop", "redirected too often", lasting=True)
    if "during decompression" in text:
        return Failure("too_large", "larger than the limit once unpacked", lasting=True)
    return Failure("broken", text[:200], lasting=False)
