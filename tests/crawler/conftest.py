"""The crawler's fixtures, for every test in this folder."""

from crawl_site import settings, site_of

__all__ = ["settings", "site_of"]
