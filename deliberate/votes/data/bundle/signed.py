"""signed.py: check that the server has signed for a ballot, and whether that ballot is in the published list.

    python3 signed.py "RECEIPT SIGNATURE"       both as the page with the code of your ballot shows them

in the folder you unpacked; while people still vote a folder with manifest.json is enough. It ends with 0 when the server
signed and the ballot is listed, or no list is out yet, with 1 when it signed and the ballot is NOT listed (a ballot was
lost, and this proves it), and with 2 when this is not the server's signature.
The arithmetic is that of RFC 8032, "Ed25519", in whole numbers; nothing but Python 3.8 or newer is needed.
"""

import csv
import hashlib
import json
import pathlib
import re
import sys

P, ORDER = 2 ** 255 - 19, 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
FORMAT = "deliberate-receipt/1"
SAY = {  # Every sentence twice: in Chinese and in English.
    0: ("签名属实，这张选票在公布的名单里", "the server signed for this ballot, and it is in the published list"),
    1: ("签名属实，公布的名单里却没有这张选票：服务器收下了它，又把它弄丢了",
        "the server signed for this ballot, and it is NOT in the published list: it was taken, and lost"),
    3: ("签名属实，选票名单还没有公布", "the server signed for this ballot; the list of ballots is not out yet"),
    2: ("这不是服务器为这次表决的选票所做的签名", "this is no signature of the server for a ballot of this vote"),
}


def x_of(y, odd):
    """Return the other coordinate of a point on the curve, or None where there is no such point."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and odd):
        return None
    return P - x if x % 2 != odd else x


def point(packed):
    """Return the point that 32 bytes stand for, or None."""
    number = int.from_bytes(packed, "little")
    y = number % 2 ** 255
    x = x_of(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def add(one, other):
    """Add two points."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, one):
    """Add a point to itself so many times."""
    found = (0, 1, 1, 0)
    while number:
        if number % 2:
            found = add(found, one)
        one, number = add(one, one), number // 2
    return found


def same(one, other):
    """Tell whether two points are one."""
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 == (one[1] * other[2] - other[1] * one[2]) % P


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def is_signed(key, said, signature):
    """Tell whether some bytes were signed by whoever has the secret half of a key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    whose, lead, last = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if whose is None or lead is None or last >= ORDER:
        return False
    mixed = int.from_bytes(hashlib.sha512(signature[:32] + key + said).digest(), "little") % ORDER
    return same(times(last, BASE), add(lead, times(mixed, whose)))


def said_by(manifest, receipt):
    """Return the bytes that the server signs for a receipt."""
    plain = json.dumps(manifest, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    line = [FORMAT, hashlib.sha256(plain).hexdigest(), receipt]
    return json.dumps(line, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def look(folder, claim):
    """Return what is the case, as a number of SAY."""
    found = re.fullmatch(r"([0-9a-f]{64})([0-9a-f]{128})", re.sub(r"\s", "", claim.lower()))
    manifest = json.loads((folder / "manifest.json").read_bytes().decode("utf-8"))
    if not found or not manifest.get("receipt_key"):
        return 2
    if not is_signed(bytes.fromhex(manifest["receipt_key"]), said_by(manifest, found[1]), bytes.fromhex(found[2])):
        return 2
    if not (folder / "ballots.csv").exists():
        return 3
    with open(str(folder / "ballots.csv"), encoding="utf-8", newline="") as ballots:
        return 0 if found[1] in {row["receipt"] for row in csv.DictReader(ballots)} else 1


def main():
    """Check what was given on the command line and say what was found."""
    found = look(pathlib.Path(__file__).resolve().parent, " ".join(sys.argv[1:]))
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    print("[X]" if found in (1, 2) else "[OK]", " / ".join(SAY[found]))
    return found % 3


if __name__ == "__main__":
    sys.exit(main())
