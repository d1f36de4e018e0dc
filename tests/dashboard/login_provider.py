"""An OpenID Connect provider on loopback, for tests: it lets one person in, whoever asks, without a question.

It speaks the protocol that Streamlit's login expects: the configuration, the authorization code with state and nonce,
the token with a signature, and the key to check it with.
"""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "disputes", "hush"


@dataclass
class Provider:
    """Who is let in, by the claims of the token; and what is remembered of each code."""

    claims: dict[str, Any]
    address: str = ""
    key: RSAKey = field(
        default_factory=lambda: RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
    )
    nonces: dict[str, str] = field(default_factory=dict)

    @property
    def configuration(self) -> str:
        return f"{self.address}/.well-known/openid-configuration"

    def token(self, code: str) -> dict[str, Any]:
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600} | self.claims
        told["nonce"] = self.nonces.pop(code)
        signed = jwt.encode({"alg": "RS256", "kid": "test"}, told, self.key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed}


@contextmanager
def providing(claims: dict[str, Any]) -> Iterator[Provider]:
    """A provider that answers."""
    provider = Provider(claims)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            match urlsplit(self.path).path:
                case "/.well-known/openid-configuration":
                    self._tell(_configuration(provider.address))
                case "/keys":
                    self._tell({"keys": [provider.key.as_dict(private=False)]})
                case "/authorize":
                    asked = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
                    code = f"code-{len(provider.nonces)}"
                    provider.nonces[code] = asked["nonce"]
                    self.send_response(302)
                    back = urlencode({"code": code, "state": asked["state"]})
                    self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                    self.end_headers()
                case _:
                    self.send_error(404)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            if self.headers.get("Authorization") != f"Basic {basic}":
                self.send_error(401)
            else:
                self._tell(provider.token(form["code"][0]))

        def _tell(self, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def _configuration(address: str) -> dict[str, Any]:
    return {
        "issuer": address,
        "authorization_endpoint": f"{address}/authorize",
        "token_endpoint": f"{address}/token",
        "jwks_uri": f"{address}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }
