"""The database in Datasette, for who asks questions in SQL or through its JSON: read only, with ready queries."""

import sys
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from disputes.errors import ConfigError, StoreError
from disputes.explore.metadata import metadata, queries

if TYPE_CHECKING:
    from datasette.app import Datasette

SETTINGS = {
    "sql_time_limit_ms": 5_000,
    "max_returned_rows": 5_000,
    "default_page_size": 50,
    "allow_download": True,
    "suggest_facets": False,
    "facet_time_limit_ms": 300,
}


def application(database: Path) -> "Datasette":
    """Datasette over a database. Raises StoreError where there is none or it is not ours, ConfigError without the
    extra."""
    from disputes.store import Store

    try:
        from datasette.app import Datasette
    except ModuleNotFoundError as error:
        raise ConfigError(f"datasette: needs {error.name}; install the extra `explore`") from None
    Store.open(database, read_only=True).close()
    # With rich, every mistyped query is printed as pages of the program's variables.
    vars(import_module("datasette.handle_exception"))["rich"] = None
    return Datasette([str(database)], metadata=metadata(database.stem), settings=SETTINGS)


def serve(database: Path, *, host: str, port: int) -> None:
    """Serves Datasette over a database until Ctrl-C. Raises what `application` does, and StoreError where it cannot."""
    shown = application(database)
    import uvicorn

    if not _is_loopback(host):
        print("disputes: whoever reaches this address can read every stored article in full", file=sys.stderr)
    print(f"Datasette on {address(database, host, port)}", flush=True)
    try:
        uvicorn.run(shown.app(), host=host, port=port, log_level="warning", lifespan="on")
    except SystemExit:
        raise StoreError(f"datasette: cannot listen at {host}:{port}; is something else there?") from None


def address(database: Path, host: str, port: int) -> str:
    """Where a browser finds the database; Datasette writes odd letters of its name in a way of its own."""
    from datasette.utils import tilde_encode

    return f"http://{f'[{host}]' if ':' in host else host}:{port}/{tilde_encode(database.stem)}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


__all__ = ["application", "metadata", "queries", "serve"]
