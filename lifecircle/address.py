"""Where a request comes from: the client's network address, as far as our own proxies can be believed."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "::"  # the unspecified address: the server knows none


def client_address(request: HttpRequest) -> str:
    """Behind so many trusted proxies, the address that the outermost of them saw; always a valid one."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    forwarded = _valid(hops[-trusted]) if 0 < trusted <= len(hops) else None
    return forwarded or _valid(str(request.META.get("REMOTE_ADDR", ""))) or UNKNOWN


def _valid(words: str) -> str | None:
    """Some proxies write the port along: 10.0.0.1:4711, [2001:db8::1]:4711."""
    bare = words.rpartition(":")[0] if words.count(":") == 1 or words.startswith("[") else words
    try:
        found = ip_address((bare or words).strip("[]"))
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)
