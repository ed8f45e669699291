"""Which addresses may be asked at all: those of the public web, through its own ports, and no others.

A list is written by strangers, and so is every redirect. What a link names is asked from the machine of whoever checks it,
which may reach what strangers do not: routers, other machines of a company, the service of a cloud that hands out its keys.
"""

import ipaddress
from urllib.parse import SplitResult, urljoin, urlsplit

WEB_PORTS = (80, 443)
# Names that are those of one machine, or of one network. https://www.iana.org/assignments/special-use-domain-names/
LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion", "test")
# What leads from an address of the new kind to one of the old kind: NAT64, 6to4 and Teredo. RFC 6052, 3056, 4380.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class AddressError(ValueError):
    """An address that is not to be asked; the text says why."""


def checked(url: str, *, private: bool = False) -> SplitResult:
    """Return the parts of an address of the public web. Raises AddressError for any other.

    With `private`, also of one's own network. What a name stands for is checked when it is known: see `is_public`.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressError("it is no address") from None
    if parts.scheme not in ("http", "https"):
        raise AddressError(f"`{parts.scheme}:` is not asked")
    host = (parts.hostname or "").rstrip(".")
    if not host or any(character <= " " for character in url):
        raise AddressError("it is no address")
    if parts.username is not None or parts.password is not None:
        raise AddressError("it has a user name in it")
    if private:
        return parts
    if port is not None and port not in WEB_PORTS:
        raise AddressError(f"port {port} is not asked")
    if _is_local_name(host):
        raise AddressError("it is on this machine or network")
    return parts


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public web, however it is wrapped."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def joined(url: str, location: str) -> str:
    """Return where a redirect leads. Raises AddressError for what is no address."""
    try:
        return urljoin(url, _escaped(location.strip()))
    except ValueError:
        raise AddressError("it leads to what is no address") from None


def _escaped(location: str) -> str:
    """Return an address with what may not stand in one written as bytes; servers often send it as it is."""
    from urllib.parse import quote

    return quote(location, safe="%/:=&?~#+!$,;'@()*[]")


def _is_local_name(host: str) -> bool:
    try:
        return not is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        return "." not in host or host.endswith(tuple(f".{name}" for name in LOCAL_NAMES))
