"""Asks servers whether addresses still work, without being a burden to them.

Each server is asked one thing at a time, with a pause in between; first without the page itself (HEAD), and for the page only where
that is refused. A server that stays silent is left in peace. Standard library only.
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
"""How the check names itself to servers."""

State = Literal["broken", "unclear", "moved", "working"]
STATES: tuple[State, ...] = get_args(State)
"""Broken: nothing is there. Unclear: only a person can tell. Moved: it works, but for good at another address."""

_GONE = (404, 410)
"""Answers by which nothing is at an address (RFC 9110). Others, such as 403, many servers give to programs only."""
_FOR_GOOD = (301, 308)
"""Redirects that are meant to stay (RFC 9110); 302, 303 and 307 are not, so the old address remains right."""
_LATER = (429, 500, 502, 503, 504)
"""Answers of a server that may be another one in a moment."""
_SILENT = 2
"""Addresses after which a server that never answered is not asked again: one may be slow by chance, and each costs two
or three times the timeout."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address, and a sentence on it."""

    state: State
    sentence: str
    silent: bool = False
    """There was no answer at all."""
    passing: bool = False
    """Worth another try."""


def check(
    urls: Iterable[str],
    *,
    timeout: float = 15,
    pause: float = 1,
    servers: int = 8,
    done: Callable[[int], None] = lambda _: None,
) -> dict[str, Answer]:
    """What became of each address. ``timeout`` and ``pause`` are in seconds; ``servers``: how many are asked at once.

    A slow server is no broken link, so the timeout is long; the pause is what a person would leave between two pages. Servers are
    asked side by side, as one that is silent holds up only itself.

    ``done`` is told, after each server, how many addresses have an answer.
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
    """Everything that is asked of one server, in turn."""
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
    """HEAD, then GET; GET once more where the trouble may pass."""
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
    """Follows redirects and notes whether each of them is for good."""

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
    """An address as it goes over the wire: other letters encoded, what is encoded already kept."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode("ascii")
    kept = "%/:=&?~#+!$,;'@()*[]"
    return parts._replace(netloc=host, path=quote(parts.path, safe=kept), query=quote(parts.query, safe=kept)).geturl()


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
