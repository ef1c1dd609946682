"""Reading a small form that was sent."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

__all__ = ["read_form"]

MOST_BYTES = 16_384
MOST_FIELDS = 20
SECONDS = 20.0
KIND = "application/x-www-form-urlencoded"


async def read_form(request: Request, seconds: float = SECONDS) -> dict[str, str]:
    """Read the fields; of a field that comes twice, the last counts.

    Raises
    ------
    HTTPException
        It is no form (415), too large (413), too slow (408) or cannot be read (400).
    ClientDisconnect
        The sender has gone; `quiet.Quiet` ends the request.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != KIND:
        raise HTTPException(415)
    try:
        async with asyncio.timeout(seconds):
            body = await _read_body(request)
    except TimeoutError as error:
        raise HTTPException(408) from error
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise HTTPException(400) from error
    return {name: value.replace("\0", "") for name, value in pairs}


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    return bytes(body)
