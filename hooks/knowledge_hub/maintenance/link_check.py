"""Checks whether external links still work, with a low load on servers.

Each server gets one request at a time, with a pause in between: first HEAD, then GET if HEAD is refused. A server that does
not answer gets no further requests. Uses only the standard library.
"""

import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException, HTTPMessage, InvalidURL
from typing import IO, Literal, get_args
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

USER_AGENT = "national-mechanisms-knowledge-hub/link-check (looks once a week whether its sources are still there)"
"""User agent of the requests."""

State = Literal["broken", "unclear", "moved", "working"]
STATES: tuple[State, ...] = get_args(State)
"""Broken: the page does not exist. Unclear: a person must check. Moved: it works, but permanently at another address."""

_GONE = (404, 410)
"""Status codes of missing pages (RFC 9110). Many servers send others, such as 403, only to programs."""
_FOR_GOOD = (301, 308)
"""Permanent redirects (RFC 9110); after 302, 303 and 307 the old address stays correct."""
_LATER = (429, 500, 502, 503, 504)
"""Status codes of temporary errors, which are worth a second request."""
_SILENT = 2
"""Addresses without an answer after which a server gets no more requests: one may be slow by chance, and each costs two
or three times the timeout."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for one address, with an explanation."""

    state: State
    sentence: str
    silent: bool = False
    """Whether the server did not answer at all."""
    passing: bool = False
    """Whether the error may be temporary."""


def check(
    urls: Iterable[str],
    *,
    timeout: float = 15,
    pause: float = 1,
    servers: int = 8,
    done: Callable[[int], None] = lambda _: None,
) -> dict[str, Answer]:
    """The result for each address. ``timeout`` and ``pause`` are in seconds; ``servers``: servers asked in parallel.

    A slow server is not a broken link, so the timeout is long; the pause is that of a person between two pages.
    ``done`` is called after each server with the number of checked addresses.
    """
    by_server: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        by_server[url.split("/")[2].lower()].append(url)
    answers: dict[str, Answer] = {}
    with ThreadPoolExecutor(servers) as pool:
        for part in pool.map(partial(_ask_server, timeout=timeout, pause=pause), by_server.values()):
            answers.update(part)
            done(len(answers))
    return answers


def _ask_server(urls: Sequence[str], timeout: float, pause: float) -> list[tuple[str, Answer]]:
    """Check the addresses of one server, one after the other."""
    answers: list[tuple[str, Answer]] = []
    silent = 0
    for url in urls:
        if silent < _SILENT:
            answer = _ask(url, timeout, pause)
            silent = silent + 1 if answer.silent else 0
            time.sleep(pause)
        else:
            answer = answers[-1][1]
        answers.append((url, answer))
    return answers


def _ask(url: str, timeout: float, pause: float) -> Answer:
    """HEAD, then GET; GET once more after a temporary error."""
    answer = _try(url, "HEAD", timeout)
    for _ in range(2):
        if answer.state in ("working", "moved"):
            break
        time.sleep(pause)
        answer = _try(url, "GET", timeout)
        if not answer.passing:
            break
    return answer


class _Redirects(HTTPRedirectHandler):
    """Follows redirects and notes whether all of them are permanent."""

    def __init__(self) -> None:
        self.for_good = True

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        self.for_good = self.for_good and code in _FOR_GOOD
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _try(url: str, method: str, timeout: float) -> Answer:
    redirects = _Redirects()
    plain, fragment = urldefrag(url)
    try:
        request = Request(_in_ascii(plain), method=method, headers={"User-Agent": USER_AGENT})  # noqa: S310 - http only
        with build_opener(redirects).open(request, timeout=timeout) as response:
            return _moved(request.full_url, response.url, fragment) if redirects.for_good else _WORKS
    except HTTPError as error:
        with error:
            return _refused(error.code)
    except URLError as error:
        return _silent(error.reason)
    except (ValueError, InvalidURL):
        return Answer("broken", "This is not a web address; correct it.")
    except (OSError, HTTPException) as error:
        return _silent(error)


_WORKS = Answer("working", "It works.")


def _in_ascii(url: str) -> str:
    """Encode an address as ASCII; keeps what is encoded already."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode("ascii")
    safe = "%/:=&?~#+!$,;'@()*[]"
    return parts._replace(netloc=host, path=quote(parts.path, safe=safe), query=quote(parts.query, safe=safe)).geturl()


def _moved(asked: str, answered: str, fragment: str) -> Answer:
    if answered == asked:
        return _WORKS
    return Answer("moved", f"It has moved for good to {urljoin(answered, f'#{fragment}') if fragment else answered}")


def _refused(code: int) -> Answer:
    if code in _GONE:
        return Answer("broken", f"There is no such page ({code}).")
    return Answer("unclear", f"The server refuses to show it to a program ({code}).", passing=code in _LATER)


def _silent(reason: object) -> Answer:
    if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
        return Answer("broken", "There is no server of this name.", silent=True, passing=True)
    return Answer("unclear", f"The server does not answer ({_words(reason)}).", silent=True, passing=True)


def _words(reason: object) -> str:
    return (reason.strerror if isinstance(reason, OSError) else None) or str(reason) or type(reason).__name__
