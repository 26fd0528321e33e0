"""A second, independent verifier of a log in a folder, written from the specifications alone.

usage: verify_log.py FOLDER VKEY [OLDER_CHECKPOINT]

Standard library only. Exit status: 0 the log is as it was signed, 1 it is not, 2 it cannot be read.
"""

import base64
import hashlib
import pathlib
import sys


class Rejected(Exception):
    """The log is not what the key signed."""


# --- Ed25519 (RFC 8032, section 5.1), verification only ---------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_mul(s, p):
    q = (0, 1, 1, 0)
    while s > 0:
        if s & 1:
            q = point_add(q, p)
        p = point_add(p, p)
        s >>= 1
    return q


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P != 0 or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def decompress(raw):
    y = int.from_bytes(raw, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def ed25519_verifies(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a = decompress(public)
    r = decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left = point_mul(s, BASE)
    right = point_add(r, point_mul(h, a))
    return (
        (left[0] * right[2] - right[0] * left[2]) % P == 0
        and (left[1] * right[2] - right[1] * left[2]) % P == 0
    )


# --- signed-note and tlog-checkpoint (C2SP) ---------------------------------------------------


def strict_base64(text):
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("base64 that is not canonical")
    return raw


def parse_vkey(vkey):
    name, key_id, key = vkey.split("+", 2)
    typed = strict_base64(key)
    expected = hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]
    if typed[0] != 1 or len(typed) != 33 or expected.hex() != key_id:
        raise ValueError("not the vkey of an Ed25519 key")
    return name, expected, typed[1:]


def open_checkpoint(note, vkey):
    """Returns origin, size and root of a checkpoint that the key has signed."""
    name, key_id, public = parse_vkey(vkey)
    try:
        decoded = note.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected("the checkpoint is not UTF-8")
    if any(c < " " and c != "\n" for c in decoded):
        raise Rejected("a control character in the checkpoint")
    text, separator, below = decoded.rpartition("\n\n")
    if not separator or not below.endswith("\n"):
        raise Rejected("the checkpoint is not a signed note")
    text += "\n"
    signed = False
    for line in below[:-1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014":
            raise Rejected("not a signature line")
        try:
            raw = strict_base64(parts[2])
        except ValueError:
            raise Rejected("a signature is not base64")
        if parts[1] == name and raw[:4] == key_id:
            if not ed25519_verifies(public, text.encode(), raw[4:]):
                raise Rejected("the signature of the trusted key is false")
            signed = True
    if not signed:
        raise Rejected("the trusted key has not signed the checkpoint")
    lines = text[:-1].split("\n")
    if len(lines) < 3 or lines[0] != name:
        raise Rejected("the head of another log")
    if not lines[1].isascii() or not lines[1].isdigit() or str(int(lines[1])) != lines[1]:
        raise Rejected("the size is not a decimal")
    return lines[0], int(lines[1]), strict_base64(lines[2])


# --- the tree (RFC 9162, section 2.1) and its tiles (C2SP tlog-tiles) -------------------------


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes):
    """MTH over hashes of equal height: a stack of complete subtrees, folded from the right."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    stack = []
    for index, value in enumerate(hashes):
        while index & 1:
            value = node(stack.pop(), value)
            index >>= 1
        stack.append(value)
    result = stack.pop()
    while stack:
        result = node(stack.pop(), result)
    return result


def path_of(number):
    groups = []
    while True:
        groups.append("%03d" % (number % 1000))
        number //= 1000
        if number == 0:
            break
    return "/".join(["x" + group for group in reversed(groups[1:])] + groups[:1])


def tile_path(kind, number, width):
    return "tile/%s/%s%s" % (kind, path_of(number), "" if width == 256 else ".p/%d" % width)


def read(folder, name):
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        raise Rejected(name + " is missing")


def read_entries(folder, number, width):
    name = tile_path("entries", number, width)
    bundle = read(folder, name)
    entries = []
    at = 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + length]
        if at + 2 > len(bundle) or len(entry) != length:
            raise Rejected(name + " ends within an entry")
        entries.append(entry)
        at += 2 + length
    if len(entries) != width:
        raise Rejected("%s has %d entries instead of %d" % (name, len(entries), width))
    return entries


def compare_tile(folder, level, number, hashes):
    name = tile_path(str(level), number, len(hashes))
    stored = read(folder, name)
    if len(stored) != 32 * len(hashes):
        raise Rejected(name + " has the wrong length")
    for i, value in enumerate(hashes):
        if stored[32 * i : 32 * i + 32] != value:
            where = "record %d" % (256 * number + i) if level == 0 else "hash %d" % i
            raise Rejected("%s differs at %s" % (name, where))


def verify(folder, vkey, older):
    origin, size, root = open_checkpoint(read(folder, "checkpoint"), vkey)
    level = []
    for number in range((size + 255) // 256):
        width = min(256, size - 256 * number)
        for entry in read_entries(folder, number, width):
            level.append(hashlib.sha256(b"\x00" + entry).digest())
    leaves = level
    height = 0
    while level:
        for number in range((len(level) + 255) // 256):
            compare_tile(folder, height, number, level[256 * number : 256 * number + 256])
        full = len(level) // 256
        level = [root_of(level[256 * i : 256 * i + 256]) for i in range(full)]
        height += 1
    if root_of(leaves) != root:
        raise Rejected("the records do not lead to the signed root")
    if older is not None:
        _, older_size, older_root = open_checkpoint(older, vkey)
        if older_size > size:
            raise Rejected("the log ends before the older checkpoint")
        if root_of(leaves[:older_size]) != older_root:
            raise Rejected("the log does not continue the older checkpoint")
    return "%d records of %s are as they were signed" % (size, origin)


def main(arguments):
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        older = pathlib.Path(arguments[2]).read_bytes() if len(arguments) == 3 else None
        print(verify(pathlib.Path(arguments[0]), arguments[1], older))
        return 0
    except Rejected as reason:
        print("REJECTED: %s" % reason)
        return 1
    except (OSError, ValueError) as problem:
        print("cannot be read: %s" % problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
