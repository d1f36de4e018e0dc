import pytest

from crawler.addresses import absolute, article_id, canonical, is_public, refusal, same_site


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Example.COM:443/a/b?utm_source=x&id=3&b=2&fbclid=1#top", "https://example.com/a/b?b=2&id=3"),
        ("https://example.com", "https://example.com/"),
        ("http://example.com:80/a/", "http://example.com/a/"),
        ("https://example.com/story?smid=tw&CMP=share&ito=1&page=2", "https://example.com/story?page=2"),
        (" https://example.com/a b?q=é ", "https://example.com/a%20b?q=%C3%A9"),
        ("http://127.0.0.1:8123/harbour/a/", "http://127.0.0.1:8123/harbour/a/"),
        ("https://example.com/2026/02/a-letter/amp/", "https://example.com/2026/02/a-letter/"),
        ("https://example.com/2026/02/a-letter/amp", "https://example.com/2026/02/a-letter"),
        ("https://example.com/a-letter.amp.html", "https://example.com/a-letter.html"),
        ("https://example.com/amp/2026/a-letter", "https://example.com/2026/a-letter"),
        ("https://example.com/a-letter?amp=1&id=7", "https://example.com/a-letter?id=7"),
        ("https://example.com/a-letter?outputType=amp", "https://example.com/a-letter"),
        ("https://example.com/a-letter-4711/print", "https://example.com/a-letter-4711"),
        ("https://example.com/a-letter?print=true", "https://example.com/a-letter"),
        ("https://www.google.com/amp/s/www.example.com/a-letter/amp/", "https://www.example.com/a-letter/"),
        ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a?b=2", "https://www.example.com/a?b=2"),
        ("https://example.com/section/print/", "https://example.com/section/print/"),
        ("https://example.com/amp", "https://example.com/amp"),
        ("https://example.com/vamp/swamp", "https://example.com/vamp/swamp"),
        ("https://example.com/photos?format=wide", "https://example.com/photos?format=wide"),
    ],
)
def test_one_page_has_one_address(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.com/a",
        "javascript:alert(1)",
        "data:text/html,<p>",
        "/bare/path",
        "http:///nothing",
        "http://user:secret@example.com/",
        "http://[::1/",
        "http://example.com:99999/",
        "https://example.com/" + "a" * 3000,
    ],
)
def test_what_may_never_be_fetched(url: str) -> None:
    assert refusal(url)
    assert url.startswith("/") or absolute("https://example.com/", url) is None


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_relative_links_become_absolute() -> None:
    assert absolute("https://example.com/news/", "../a?utm_medium=rss") == "https://example.com/a"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.co.uk/a", "https://amp.example.co.uk/b", True),
        ("https://example.com/a", "https://example.org/a", False),
        ("https://one.co.uk/", "https://two.co.uk/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/x", True),
    ],
)
def test_sites(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


def test_ids_are_stable() -> None:
    assert article_id("https://example.com/a") == "2dce0a4c50441bfc"
