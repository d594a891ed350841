"""Which addresses webhooks, feeds and pages may lie at: what is public, and what the operator allows besides."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Network = IPv4Network | IPv6Network

_NAT64 = IPv6Network("64:ff9b::/96")


def networks(written: str) -> tuple[Network, ...]:
    """Networks behind commas; raises ValueError with the one that is none.

    >>> networks("127.0.0.0/8, ::1")
    (IPv4Network('127.0.0.0/8'), IPv6Network('::1/128'))
    """
    return tuple(ip_network(one.strip()) for one in written.split(",") if one.strip())


def is_allowed(address: IPv4Address | IPv6Address, allowed: tuple[Network, ...]) -> bool:
    """Whether a request may go there: never to this machine, its network or a crowd, unless that is allowed."""
    inner = _inner(address)
    if any(
        one in network for network in allowed for one in (address, inner) if one.version == network.version
    ):
        return True
    return inner.is_global and not (inner.is_multicast or inner.is_reserved or inner.is_unspecified)


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address that another one carries: ::ffff:127.0.0.1 is this machine."""
    if isinstance(address, IPv4Address):
        return address
    carried = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    if carried is None and address in _NAT64:
        carried = IPv4Address(address.packed[-4:])
    return carried or address
