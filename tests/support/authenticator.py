"""A security key made of software: it answers challenges with real signatures, and can be copied to see what happens."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, HOLDS_KEY = 0x01, 0x04, 0x40


class Authenticator:
    """One key for one site."""

    def __init__(self, rp_id: str = "localhost", origin: str = "http://localhost", *, verified: bool = True) -> None:
        """Make the key; `verified` tells whether it asks for a finger or a code."""
        self.rp_id, self.origin = rp_id, origin
        self.key, self.id, self.count = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16), 0
        self.flags = PRESENT | (VERIFIED if verified else 0)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _data(self, more: int = 0) -> bytes:
        head = hashlib.sha256(self.rp_id.encode()).digest()
        return head + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def create(self, challenge: str) -> dict[str, Any]:
        """Answer a registration."""
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        public = encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": self._data(HOLDS_KEY) + held})
        return self._answer("webauthn.create", challenge, attestationObject=bytes_to_base64url(attestation))

    def get(self, challenge: str) -> dict[str, Any]:
        """Answer a sign-in; the counter grows."""
        self.count += 1
        data = self._data()
        signed = data + hashlib.sha256(self._client("webauthn.get", challenge)).digest()
        signature = self.key.sign(signed, ec.ECDSA(SHA256()))
        parts = {"authenticatorData": bytes_to_base64url(data), "signature": bytes_to_base64url(signature)}
        return self._answer("webauthn.get", challenge, **parts)

    def _answer(self, kind: str, challenge: str, **parts: str) -> dict[str, Any]:
        name = bytes_to_base64url(self.id)
        client = bytes_to_base64url(self._client(kind, challenge))
        return {"id": name, "rawId": name, "type": "public-key", "response": {"clientDataJSON": client, **parts}}
