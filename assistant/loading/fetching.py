"""Fetches one report from a web address. Knows nothing of what is in it, nor of libraries.

One plain GET, without cookies, referrer or log-in, and redirects followed by hand, so that each
address is checked like the first. Scripts, pictures and whatever else a page names stay unread.
"""

from __future__ import annotations

import ssl
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from assistant.errors import UnreadableReport
from assistant.loading.addresses import Address, read_address
from assistant.loading.bodies import find_name, read_body
from assistant.loading.sources import Fetched, Source
from assistant.settings import Settings

if TYPE_CHECKING:
    import httpcore2

    from assistant.loading.connecting import Allowed, Limits

REDIRECTS = 5
READ_SECONDS = 20.0
_AGENT = "ReportAssistant (reads one report at a person's request)"
_HEADERS = (
    ("User-Agent", _AGENT),
    ("Accept", "text/html,application/pdf,*/*;q=0.8"),
    ("Accept-Encoding", "gzip"),
    ("Connection", "close"),
)
_HEAD_ROOM = 1 << 20
_MOVED = (301, 302, 303, 307, 308)
_READ = (200, 203)
_HINTS = {
    401: "it asks for a log-in; save the page and add the file",
    403: "the server refuses programs or strangers; save the page and add the file",
    404: "there is nothing at this address; check it",
    410: "what was there is gone; check the address",
    429: "the server is asked too often; wait, and add it again",
    451: "it is withheld for legal reasons; add another copy",
}


def fetch(source: Source, *, settings: Settings, allowed: Allowed = frozenset()) -> Source:
    """Returns a web address's source with what is there; any other source as it is.

    ``allowed`` names addresses that are not public and are read from all the same: for tests with
    a server on loopback. Nothing in the product passes it, and no setting can.
    Raises UnreadableReport with the cause in one line and the next step.
    """
    if not source.is_remote:
        return source
    import httpcore2

    from assistant.loading.connecting import Limits, TooMuch, TooSlow

    size = settings.max_megabytes << 20
    limits = Limits(seconds=settings.web_seconds, size=size + _HEAD_ROOM)
    try:
        return _follow(source, settings, limits, allowed)
    except (TooSlow, httpcore2.TimeoutException) as error:
        cause = "the server took too long; try again later or raise ASSISTANT_WEB_SECONDS"
        raise UnreadableReport(source.origin, cause) from error
    except TooMuch as error:
        raise UnreadableReport(source.origin, _too_large(settings)) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise UnreadableReport(source.origin, _explain(error)) from error


def _follow(source: Source, settings: Settings, limits: Limits, allowed: Allowed) -> Source:
    address = read_address(source.origin, origin=source.origin)
    for _ in range(REDIRECTS + 1):
        found = _ask(address, source, settings, limits, allowed)
        if isinstance(found, Source):
            return found
        address = found
    cause = f"it redirects more than {REDIRECTS} times; check the address in a browser"
    raise UnreadableReport(source.origin, cause)


def _ask(
    address: Address, source: Source, settings: Settings, limits: Limits, allowed: Allowed
) -> Source | Address:
    """Asks once; returns what is there, or the address it has moved to."""
    import httpcore2

    from assistant.loading.connecting import CONNECT_SECONDS, PublicBackend

    url = httpcore2.URL(
        scheme=address.scheme, host=address.host, port=address.port, target=address.target
    )
    headers = [("Host", address.authority), *_HEADERS]
    waits = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS}
    backend = PublicBackend(source.origin, limits, allowed)
    with (
        httpcore2.HTTPConnection(url.origin, network_backend=backend) as connection,
        connection.stream("GET", url, headers=headers, extensions={"timeout": waits}) as response,
    ):
        told = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        if response.status in _MOVED and told.get("location"):
            return _moved(address, told["location"], source.origin)
        if response.status not in _READ:
            raise UnreadableReport(source.origin, _explain_status(response.status))
        return _take(address, told, response, source, settings)


def _moved(address: Address, location: str, origin: str) -> Address:
    try:
        return read_address(urljoin(str(address), location), origin=origin)
    except (UnreadableReport, ValueError) as error:
        cause = "it redirects to what is no plain web address; save the page and add the file"
        raise UnreadableReport(origin, cause) from error


def _take(
    address: Address,
    told: dict[str, str],
    response: httpcore2.Response,
    source: Source,
    settings: Settings,
) -> Source:
    name, charset = find_name(address, told, origin=source.origin)
    size = settings.max_megabytes << 20
    length = told.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > size:
        raise UnreadableReport(source.origin, _too_large(settings))
    encoding = told.get("content-encoding", "")
    data = read_body(response.iter_stream(), encoding, size=size, origin=source.origin)
    if data is None:
        raise UnreadableReport(source.origin, _too_large(settings))
    if not data:
        cause = "the server sent nothing; check the address in a browser"
        raise UnreadableReport(source.origin, cause)
    return replace(source, path=name, fetched=Fetched(data, str(address), charset))


def _too_large(settings: Settings) -> str:
    return (
        f"what is there is larger than the {settings.max_megabytes} MB allowed; "
        "raise ASSISTANT_MAX_MEGABYTES or add a smaller report"
    )


def _explain_status(status: int) -> str:
    if status in _HINTS:
        return f"HTTP {status}: {_HINTS[status]}"
    known = {int(each): f" ({each.phrase})" for each in HTTPStatus}
    phrase = known.get(status, "")
    return f"HTTP {status}{phrase}: no page was given; try again later or save the page"


def _explain(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                "the server's certificate is not valid for this address "
                f"({cause.verify_message}); check the address, or save the page and add the file"
            )
        if isinstance(cause, ssl.SSLError):
            return "no secure connection could be made; save the page and add the file"
        cause = cause.__cause__
    import httpcore2

    if isinstance(error, httpcore2.ConnectError):
        return (
            "no connection could be made (none goes through a proxy); "
            "try again later, or save the page and add the file"
        )
    return "the server broke off or sent no proper answer; try again later or save the page"
