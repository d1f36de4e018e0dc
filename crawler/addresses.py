"""Addresses of the web: one canonical form for each page, and which of them may be fetched at all.

Whatever a feed, a sitemap or a page says is an address may be hostile: another scheme, a password, a name that leads
into the network that the crawler runs in. The checks here are pure; `crawler.guard` asks them for each request.
"""

import ipaddress
import re
from hashlib import sha256
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from courlan import extract_domain, normalize_url
from w3lib.url import safe_url_string

LONGEST = 2083
SCHEMES = frozenset({"http", "https"})
# Parameters that say where a reader came from. courlan knows utm_*, fbclid, mc_* and the like; these it leaves.
TRACKING = frozenset(
    [
        "__twitter_impression",
        "cmp",
        "cmpid",
        "ftag",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "icid",
        "ito",
        "mod",
        "ncid",
        "ocid",
        "partner",
        "rss",
        "sh",
        "smid",
        "smtyp",
        "sref",
        "taid",
        "xtor",
    ]
)
# Forms of a page for other readers: its accelerated, its mobile and its printed version.
_VERSIONS = {
    "amp": None,  # whatever it says
    "outputtype": {"amp"},
    "output": {"amp", "print"},
    "view": {"amp", "print", "mobile"},
    "format": {"amp", "print"},
    "mode": {"print"},
    "print": None,
    "printable": None,
    "printer_friendly": None,
    "m": {"1"},
}
_AMP_PATH = re.compile(r"(?<=[^/])/amp(?=/?$|\.html?$)|\.amp(?=\.html?$|$)|^/amp(?=/.)")
_PRINT_PATH = re.compile(r"(?<=[\d-])(?P<rest>[^/]*)/print(?=/?$)")
_CACHED = re.compile(r"^/(?:[cvia]/)?(?P<tls>s/)?(?P<page>[^/]+\.[^/]+/.+)$")
_AMP_CACHE = ".cdn.ampproject.org"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def refusal(url: str) -> str | None:
    """Why an address may not be fetched whatever it resolves to; None where it may."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        return f"not an address ({error})"
    if parts.scheme not in SCHEMES:
        return f"only http and https are fetched, not {parts.scheme or 'a bare path'}"
    if not host:
        return "no host"
    if "@" in parts.netloc:
        return "names a user"
    if len(url) > LONGEST:
        return f"longer than {LONGEST} characters"
    return None


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not private, loopback, link-local, reserved or multicast.

    IPv4 addresses that are carried inside IPv6 (mapped, 6to4, Teredo, NAT64) are judged by what they carry.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            carried = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(str(carried))
    return ip.is_global and not ip.is_multicast


def literal_address(host: str) -> str | None:
    """The host itself where it is an IP address, else None: a name, or a short form that only a resolver reads."""
    try:
        return str(ipaddress.ip_address(host.strip("[]").split("%")[0]))
    except ValueError:
        return None


def canonical(url: str) -> str:
    """One form for the addresses of one page: no fragment, default port or tracking parameter; host in lower case; the
    page itself and not its accelerated (AMP) or printed version, where the address tells.

    Takes an absolute http(s) address; other text comes back cleaned as far as it can be.
    """
    try:
        bare = urldefrag(normalize_url(safe_url_string(uncached(url.strip())), trailing_slash=True)).url
        parts = urlsplit(bare)
    except ValueError:
        return url.strip()
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in TRACKING and not _is_version(key, value)
    ]
    path = _PRINT_PATH.sub(r"\g<rest>", _AMP_PATH.sub("", parts.path)) or "/"
    return parts._replace(path=path, query=urlencode(query)).geturl()


def uncached(url: str) -> str:
    """The address of a page where a cache of accelerated pages was named: Google's own, or ampproject.org."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host.endswith(_AMP_CACHE):
        path = parts.path
    elif host.startswith("google.") and parts.path.startswith("/amp/"):
        path = parts.path.removeprefix("/amp")
    else:
        return url
    if (found := _CACHED.match(path)) is None:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{'https' if found['tls'] else 'http'}://{found['page']}{query}"


def _is_version(key: str, value: str) -> bool:
    if key.lower() not in _VERSIONS:
        return False
    named = _VERSIONS[key.lower()]
    return named is None or value.lower() in named


def absolute(base: str, link: str) -> str | None:
    """A link on a page as a canonical address; None where it leads to nothing that may be fetched."""
    try:
        url = urljoin(base, link.strip())
    except ValueError:
        return None
    return None if refusal(url) else canonical(url)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one registered domain; bare hosts and IP addresses must agree, port included."""
    first, second = urlsplit(one), urlsplit(other)
    if first.netloc == second.netloc:
        return True
    if literal_address(first.hostname or "") or literal_address(second.hostname or ""):
        return False
    domains = extract_domain(one), extract_domain(other)
    return domains[0] is not None and domains[0] == domains[1]


def article_id(url: str) -> str:
    """The stable id of the article at a canonical address."""
    return sha256(url.encode()).hexdigest()[:16]
