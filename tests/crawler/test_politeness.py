import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from crawl_site import Answer, Site, articles, item, page, rss, source
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from scrapy.http import Response

from crawler.crawl import crawl
from crawler.politeness import retry_after
from crawler.settings import scrapy_settings
from disputes.settings import CrawlSettings, Settings


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Sun, 01 Mar 2026 10:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 09:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    response = Response("http://example.com/", status=429, headers={"Retry-After": written})
    assert retry_after(response, datetime(2026, 3, 1, 10, tzinfo=UTC)) == seconds


def test_crawl_delay_is_kept_and_the_agent_is_honest(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    times: dict[str, float] = {}

    def timed(number: int) -> Answer:
        def act(handler) -> None:  # type: ignore[no-untyped-def]
            times[handler.path] = time.monotonic()
            body = page(number).encode()
            handler.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            )

        return Answer(act=act)

    site = site_of({f"/p{number}": timed(number) for number in range(3)})
    site.pages["/feed.xml"] = rss("".join(item(f"/p{number}") for number in range(3)))
    site.pages["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.5", type="text/plain")
    crawl(settings, [source("s", site.base + "/feed.xml")])
    gaps = [later - earlier for earlier, later in zip(sorted(times.values()), sorted(times.values())[1:], strict=False)]
    assert len(articles(settings)) == 3
    assert min(gaps) > 0.45
    assert site.headers["/p1"]["User-Agent"] == settings.crawl.user_agent
    assert "Referer" not in site.headers["/p1"]


def test_scrapy_is_set_up_safely() -> None:
    chosen = scrapy_settings(Settings(crawl=CrawlSettings(user_agent="disputes/9 (+mailto:desk@example.com)")))
    expected = {
        "ROBOTSTXT_USER_AGENT": "disputes",
        "USER_AGENT": "disputes/9 (+mailto:desk@example.com)",
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": 5_000_000,
        "DOWNLOAD_TIMEOUT": 30,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 1.0,
        "AUTOTHROTTLE_ENABLED": True,
        "COOKIES_ENABLED": False,
    }
    assert {key: chosen[key] for key in expected} == expected
    assert set(chosen["DOWNLOAD_HANDLERS"].values()) == {None}


def test_one_request_at_a_time_is_made_to_a_host_by_default(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    running, most = [], []

    def slowly(handler: BaseHTTPRequestHandler) -> None:
        running.append(1)
        most.append(len(running))
        time.sleep(0.05)
        running.pop()
        body = page(int(handler.path[2:])).encode()
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )

    site = site_of({f"/p{number}": Answer(act=slowly) for number in range(6)})
    site.pages["/feed.xml"] = rss("".join(item(f"/p{number}") for number in range(6)))
    by_default = CrawlSettings(delay=0)
    crawl(settings.model_copy(update={"crawl": by_default}), [source("s", site.base + "/feed.xml")])
    assert len(articles(settings)) == 6
    assert max(most) == 1


def test_a_certificate_that_nobody_vouches_for_is_not_believed(settings: Settings, tmp_path: Path) -> None:
    site = Site()
    try:
        site.pages["/feed.xml"] = rss(item("/p1"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*_self_signed(tmp_path))
        site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
        url = site.base.replace("http://127.0.0.1", "https://localhost") + "/feed.xml"
        summary = crawl(settings, [source("s", url)])
    finally:
        site.close()
    assert site.asked == []
    assert [line.removeprefix(url + ": ") for line in summary.faults] == [
        "robots.txt cannot be read: its certificate cannot be verified"
    ]


def _self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "cert.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private
