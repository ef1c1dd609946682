"""A real OpenID provider on this machine: it asks for nothing, and vouches for whom a test says.

It signs with RS256, insists on PKCE (S256), and gives each code for one token only.
"""

import base64
import hashlib
import secrets
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

CLIENT_ID, CLIENT_SECRET = "missionmatch", "a secret of the two"


class Provider:
    """The provider.

    Attributes
    ----------
    says : dict
        Claims about who comes next, beside those that every token has.
    token_claims : dict
        Claims that replace those that every token has: for a token that must be refused.
    signing_key : RSAKey
        The published key, unless a test forges a token with another.
    is_down : bool
        Whether it has nothing to say about itself.
    visits : list of str
        Which of its addresses were asked for.
    """

    def __init__(self, port, callback):
        self.address = f"http://localhost:{port}"
        self.callback = callback
        self.says = {}
        self.token_claims = {}
        self.key = self.signing_key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
        self.is_down = False
        self.visits = []
        self._asked = {}

    def app(self):
        paths = {
            "/.well-known/openid-configuration": self.metadata,
            "/keys": self.keys,
            "/authorize": self.authorize,
            "/leave": self.leave,
        }
        routes = [Route(path, endpoint) for path, endpoint in paths.items()]
        return Starlette(routes=[*routes, Route("/token", self.token, methods=["POST"])])

    async def metadata(self, request):
        if self.is_down:
            return JSONResponse({}, 503)
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "end_session_endpoint": f"{self.address}/leave",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def keys(self, request):
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def authorize(self, request):
        self.visits.append("authorize")
        asked = request.query_params
        assert (asked["client_id"], asked["redirect_uri"]) == (CLIENT_ID, self.callback)
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert {"openid", "email", "profile"} <= set(asked["scope"].split())
        code = secrets.token_urlsafe()
        self._asked[code] = asked
        query = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{self.callback}?{query}")

    async def token(self, request):
        self.visits.append("token")
        sent = await request.form()
        name_and_secret = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        asked = self._asked.pop(sent["code"], None)
        verifier = hashlib.sha256(sent["code_verifier"].encode()).digest()
        if (
            request.headers["authorization"] != f"Basic {name_and_secret}"
            or asked is None
            or base64.urlsafe_b64encode(verifier).decode().rstrip("=") != asked["code_challenge"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        claims |= self.says | self.token_claims
        id_token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signing_key)
        answer = {"access_token": secrets.token_urlsafe(), "token_type": "Bearer"}
        return JSONResponse({**answer, "expires_in": 300, "id_token": id_token})

    async def leave(self, request):
        self.visits.append("leave")
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])


@contextmanager
def running_provider(port, callback):
    """Run a provider in a thread of its own."""
    provider = Provider(port, callback)
    config = uvicorn.Config(provider.app(), host="localhost", port=port, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started:
        assert thread.is_alive()
        assert time.monotonic() < until
        time.sleep(0.02)
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(10)
