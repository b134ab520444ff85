"""Which addresses may be dialled: public ones, and those an operator lists by name or network.

`ipaddress.is_global` alone is not enough: it holds for multicast, for the NAT64 and 6to4 forms of
private addresses, for site-local and for IPv4-compatible ones (RFC 6890, RFC 6052, RFC 3056).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REFUSED = tuple(
    ipaddress.ip_network(text)
    for text in ("::/96", "64:ff9b:1::/48", "fec0::/10", "5f00::/16", "3fff::/20", "192.88.99.0/24")
)


def is_public(address: str) -> bool:
    """Say whether an address belongs to the public internet, whatever it is wrapped in.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False)
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return "%" not in address and _public(parsed)


def _public(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return _public(inner)
    if any(address in network for network in _REFUSED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that a mapped, 6to4, Teredo or NAT64 address really reaches."""
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return ipaddress.IPv4Address("127.0.0.1")
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


class AllowList:
    """Hosts and networks that may be dialled although they are not public.

    >>> AllowList(["127.0.0.0/8", "intranet.example"]).allows("x", "127.0.0.9")
    True
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self._names: set[str] = set()
        self._networks: list[Network] = []
        for entry in entries:
            self._add(entry.strip().lower().strip("[]"))

    def _add(self, entry: str) -> None:
        try:
            self._networks.append(ipaddress.ip_network(entry, strict=False))
        except ValueError:
            self._names.add(entry.rstrip("."))

    def allows(self, host: str, address: str) -> bool:
        """Say whether the host by its name, or the address by its network, is listed."""
        if host.lower().rstrip(".") in self._names:
            return True
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)


def refused(host: str, addresses: Iterable[str], allow: AllowList) -> str | None:
    """Return the first answer that may not be dialled; one bad answer spoils all of them."""
    for address in addresses:
        if not (is_public(address) or allow.allows(host, address)):
            return address
    return None
