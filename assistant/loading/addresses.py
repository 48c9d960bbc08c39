"""Takes web addresses apart and says what they stand for. Knows nothing of connections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from assistant.errors import UnreadableReport

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f]*:[0-9a-f:.]*(?:%25?[a-z0-9]+)?")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000
_NO_ADDRESS = "it is no web address; write it as https://host/page"
# What a path or query may hold as it stands; "%" too, as what is quoted already stays so.
_KEPT = "/%:@!$&'()*+,;=-._~?"


@dataclass(frozen=True, slots=True)
class Address:
    """A web address: ``host`` in ASCII, ``target`` what is asked of it; no user, no fragment."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def is_address(origin: str) -> bool:
    """Tells whether what a user gave is meant as an address, of whatever scheme, and no path."""
    return _SCHEME.match(origin.strip()) is not None


def read_address(text: str, *, origin: str) -> Address:
    """Returns the address; one text is taken apart once, so nothing can read it in two ways.

    Raises UnreadableReport, naming ``origin``, for another scheme, a user name or password, and
    what is no address.
    """
    text = text.strip()
    if len(text) > _LONGEST or not text.isprintable() or " " in text or "\\" in text:
        raise UnreadableReport(origin, _NO_ADDRESS)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnreadableReport(origin, _NO_ADDRESS) from error
    if parts.scheme not in _PORTS:
        cause = "only http:// and https:// addresses are read; save the file and add that"
        raise UnreadableReport(origin, cause)
    if port == 0:
        raise UnreadableReport(origin, _NO_ADDRESS)
    if "@" in parts.netloc:
        cause = "the address holds a user name or password; leave it out, or save the file"
        raise UnreadableReport(origin, cause)
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    target = (quote(parts.path, safe=_KEPT) or "/") + query
    port = _PORTS[parts.scheme] if port is None else port
    return Address(parts.scheme, _in_ascii(host, origin), port, target)


def without_user(text: str) -> str:
    """Returns an address as given, on one line, less a user name and password."""
    line = "".join(char if char.isprintable() else " " for char in text.strip())
    return re.sub(r"(?<=//)[^/?#]*@", "", line)


def find_link(canonical: str | None, address: str) -> str:
    """Returns the address a page says is its own, where that is of the same site, else its own.

    A page must not be able to pass itself off as another publisher's.
    """
    own = read_address(address, origin=address)
    try:
        told = read_address(urljoin(address, canonical or ""), origin=address)
    except (UnreadableReport, ValueError):
        return address
    hosts = [host.removeprefix("www.") for host in (own.host, told.host)]
    short, long = sorted(hosts, key=len)
    is_same_site = short == long or ("." in short and long.endswith(f".{short}"))
    return str(told) if canonical and is_same_site else address


def _in_ascii(host: str, origin: str) -> str:
    import idna

    try:
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode("ascii").lower()
    except idna.IDNAError as error:
        raise UnreadableReport(origin, _NO_ADDRESS) from error
    host = host.removesuffix(".")
    if not _HOST.fullmatch(host):
        raise UnreadableReport(origin, _NO_ADDRESS)
    return host
