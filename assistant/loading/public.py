"""Tells which internet addresses are public. Knows nothing of names or connections.

The tables follow IANA's special-purpose registries. Python's own `is_global` is not asked, as what
it says of some of them changed from one patch version to the next.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_CLOSED = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # a carrier's own
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's own services, at a public address
        "169.254.0.0/16",  # link-local; clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
# All that is public is in here, so loopback, link-local, private, mapped and multicast are not.
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols; Teredo, which carries an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries an IPv4 address
        "3fff::/20",  # documentation
    )
)
# How a network without IPv4 reaches it: the last four bytes are the address meant.
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tells whether an IP address is one of the public internet, and no machine nearby."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found in _NAT64:
        found = IPv4Address(found.packed[-4:])
    if isinstance(found, IPv6Address):
        return found in _OPEN_6 and not any(found in network for network in _CLOSED_6)
    return not any(found in network for network in _CLOSED)
