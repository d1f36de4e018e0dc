"""Pages of the dashboard in a real Chromium: what they ask for, complain of, and must be."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard_store import key

from dashboard.screenshot import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOP = ("", "dispute", "parties", "cases", "articles", "review", "health")
INSIDE = (
    "?table=Steps",
    "dispute?dispute=d1",
    "parties?show=Network",
    "parties?party=Claimant+1",
    "parties?tool=Tool+1",
    "cases?show=Side+by+side",
    "cases?show=Counts",
    "cases?case=c1",
    "articles?article={article}",
    "review?queue=New+names",
    "review?correct=d1-e2",
)
ARTICLE = key("d1", 2)
PROBES = re.compile(r"/_stcore/(health|host-config)$")  # Streamlit looks for its server under each path of a deep link


@dataclass
class Visit:
    """A page that is open, and what it asked for and complained of."""

    page: "Page"
    address: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> "Page":
        self.page.goto(f"{self.address}/{path}")
        settled(self.page)
        return self.page

    def watch(self) -> None:
        inside = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        self.page.on("request", lambda sent: sent.url.startswith(inside) or self.foreign.append(sent.url))
        self.page.on("websocket", lambda opened: opened.url.startswith(inside) or self.foreign.append(opened.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: (
                said.type != "error"
                or PROBES.search(said.location.get("url", "").split("?")[0])
                or self.complaints.append(said.text)
            ),
        )
