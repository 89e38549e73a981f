#!/usr/bin/env python3
"""Checks a Ringfence consent receipt with nothing but Python's standard library.

It shares no line with Ringfence: it is written after RFC 8032 (Ed25519), RFC 6962 (Merkle trees), C2SP
signed-note and tlog-checkpoint, and the layout of an entry as it is described in the ledger's rules.

Usage: receipt.py FILE KEYFILE. Ends in 0 when everything fits, else in 1 with a line that says what does not.
"""

import base64
import datetime
import hashlib
import json
import re
import sys
import uuid

# --- Ed25519, RFC 8032 section 5.1 and 6 ---

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t = 2 * a[3] * b[3] * D % P
    z = 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= L:
        return False
    if any(same(multiply(8, it), (0, 1, 1, 0)) for it in (a, r)):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return same(multiply(s, BASE), add(r, multiply(h, a)))


# --- Reading strictly ---


class Misfit(Exception):
    """What does not fit."""


def need(condition, what):
    if not condition:
        raise Misfit(what)


def unbase64(text, what):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Misfit(what) from None
    need(base64.b64encode(data).decode() == text, what)
    return data


def unhex(text, what):
    need(isinstance(text, str) and re.fullmatch("[0-9a-f]{64}", text), what)
    return bytes.fromhex(text)


def once(pairs):
    need(len({key for key, _ in pairs}) == len(pairs), "a key stands twice")
    return dict(pairs)


def keyed(thing, required, optional=()):
    need(isinstance(thing, dict), "a part is not an object")
    for key in optional:
        if key in thing and thing[key] is None:
            del thing[key]
    need(set(required) <= set(thing) <= set(required) | set(optional), f"other parts than {', '.join(required)}")


# --- Notes: C2SP signed-note and tlog-checkpoint ---

NAMED = re.compile(r"[^\s+\x00-\x1f\x7f-\x9f]+")


def read_key(line):
    name, _, rest = line.partition("+")
    ident, _, key = rest.partition("+")
    key = unbase64(key, "a key cannot be read")
    need(NAMED.fullmatch(name) and len(key) == 33 and key[0] == 1, "a key cannot be read")
    known = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    need(known.hex() == ident, "a key's ID does not fit it")
    return name, known, key[1:]


def open_note(note, keys, what):
    need(isinstance(note, str) and not re.search(r"[\x00-\x09\x0b-\x1f]", note), what)
    text, blank, signatures = note.rpartition("\n\n")
    need(blank and signatures.endswith("\n"), what)
    text += "\n"
    known = False
    for line in signatures[:-1].split("\n"):
        found = re.fullmatch(r"\u2014 ([^ ]+) ([^ ]+)", line)
        need(found and NAMED.fullmatch(found[1]), what)
        data = unbase64(found[2], what)
        need(len(data) > 4, what)
        for name, ident, key in keys:
            if name == found[1] and ident == data[:4]:
                need(signed(key, text.encode(), data[4:]), what)
                known = True
    need(known, what)
    return text


def read_checkpoint(note, keys):
    what = "the checkpoint does not fit"
    text = open_note(note, keys, what)
    found = re.fullmatch(r"([^\n]+)\n(0|[1-9][0-9]*)\n([^\n]+)\ntime (-?[0-9]+)\n", text)
    need(found and NAMED.fullmatch(found[1]), what)
    root = unbase64(found[3], what)
    need(len(root) == 32, what)
    return found[1], int(found[2]), root


# --- The Merkle tree of RFC 6962 ---


def proved(leaf, index, size, path, root):
    if not 0 <= index < size:
        return False
    last = size - 1
    for beside in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            leaf = hashlib.sha256(b"\x01" + beside + leaf).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            leaf = hashlib.sha256(b"\x01" + leaf + beside).digest()
        index, last = index >> 1, last >> 1
    return last == 0 and leaf == root


# --- The bytes of an entry ---


class Bytes:
    def __init__(self, data):
        self.data = data

    def take(self, count):
        need(count <= len(self.data), "an entry ends too early")
        head, self.data = self.data[:count], self.data[count:]
        return head

    def number(self, count, signed=False):
        return int.from_bytes(self.take(count), "big", signed=signed)

    def text(self):
        try:
            return self.take(self.number(2)).decode()
        except UnicodeDecodeError:
            raise Misfit("an entry holds what is no text") from None

    def maybe(self):
        mark = self.number(1)
        need(mark in (0, 1), "an entry announces something unknown")
        return mark == 1

    def ident(self):
        return str(uuid.UUID(bytes=self.take(16)))


def instant(micros):
    at = datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=micros)
    return at.isoformat(timespec="microseconds") + "Z"


def read_entry(data):
    data = Bytes(data)
    need(data.take(5) == b"RFLE\x01", "these bytes are no entry")
    entry = {"business": data.ident(), "seq": data.number(8), "kind": data.text()}
    data.take(2)
    entry["created"] = instant(data.number(8, signed=True))
    actor = data.text()
    entry["actor"] = f"{actor}:{data.ident()}" if data.maybe() else actor
    entry["subject"] = (data.text(), data.ident()) if data.maybe() else (None, None)
    if data.maybe():
        data.take(16)
    entry["fields"] = []
    for _ in range(data.number(2)):
        name, mark = data.text(), data.number(1)
        need(mark in (1, 2), "an entry announces something unknown")
        entry["fields"].append((name, data.text() if mark == 1 else None, data.take(32) if mark == 2 else None))
    need(not data.data, "more bytes follow an entry")
    return entry


# --- What an entry says, in terms of the DPV ---

PURPOSES = {"data_collection": "dpv:CustomerRelationshipManagement"}
for channel in ("call", "sms", "email"):
    PURPOSES[f"{channel}/service"] = "dpv:ServiceProvision"
    PURPOSES[f"{channel}/marketing"] = "dpv:DirectMarketing"
STATUS = {word.lower(): f"dpv:Consent{word}" for word in ("Unknown", "Given", "Expired", "Withdrawn", "Refused")}


def said(entry):
    plain = {name: value for name, value, hidden in entry["fields"] if hidden is None}
    event = {"rf:kind": entry["kind"], "dct:created": entry["created"], "rf:actor": entry["actor"]}
    event["dpv:hasDataSubject"] = f"urn:uuid:{entry['subject'][1]}"
    if plain.get("topic") in PURPOSES:
        event["dpv:hasPurpose"] = {"@id": PURPOSES[plain["topic"]], "rf:topic": plain["topic"]}
    status = {
        "consent_recorded": STATUS.get(plain.get("to")),
        "consent_invalidated": "dpv:ConsentInvalidated",
        "data_consent_withdrawn": "dpv:ConsentWithdrawn",
    }.get(entry["kind"])
    if status:
        event["dpv:hasConsentStatus"] = status
    if "occurred_at" in plain:
        event["dpv:isIndicatedAtTime"] = plain["occurred_at"]
    if "notice" in plain:
        event["dpv:hasNotice"] = f"urn:uuid:{plain['notice']}"
    return event


def commitment(field, salt, value):
    name = field.encode()
    text = b"ringfence/ledger/commitment/1\0" + len(name).to_bytes(8, "big") + name + salt + value.encode()
    return hashlib.sha256(text).digest()


def check_particular(shown, name, value, hidden):
    keyed(shown, ["rf:name"], ["rf:value", "rf:commitment", "rf:salt"])
    need(shown["rf:name"] == name, f"the particular {name} is not what the entry says")
    if hidden is None:
        need(shown == {"rf:name": name, "rf:value": value}, f"the particular {name} is not what the entry says")
        return
    need(shown.get("rf:commitment") == hidden.hex(), f"the particular {name} is not what the entry says")
    opened = [key for key in ("rf:salt", "rf:value") if key in shown]
    if opened:
        need(len(opened) == 2 and isinstance(shown["rf:value"], str), f"the value of {name} is not complete")
        salt = unhex(shown["rf:salt"], f"the salt of {name} cannot be read")
        need(commitment(name, salt, shown["rf:value"]) == hidden, f"the value of {name} is not the one committed to")


# --- The receipt ---

CONTEXT = {
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "rf": "urn:ringfence:receipt:1#",
}
CONSTANTS = {
    "@context": CONTEXT,
    "@type": "dpv:ConsentRecord",
    "dct:conformsTo": "urn:ringfence:receipt:1",
    "dct:relation": "ISO/IEC TS 27560:2023",
    "dpv:hasLegalBasis": "dpv:Consent",
}
OTHERS = ["dct:issued", "dpv:hasDataController", "dpv:hasDataSubject", "dpv:hasNotice", "rf:event", "rf:checkpoint"]
EVENT = ["rf:kind", "dct:created", "rf:actor", "dpv:hasDataSubject", "rf:particular", "rf:proof"]
MAYBE = ["dpv:hasPurpose", "dpv:hasConsentStatus", "dpv:isIndicatedAtTime", "dpv:hasNotice"]


def check_event(event, receipt, size, root, last):
    keyed(event, EVENT, MAYBE)
    proof = event["rf:proof"]
    keyed(proof, ["rf:entry", "rf:position", "rf:path"])
    data = unbase64(proof["rf:entry"], "its entry cannot be read")
    entry = read_entry(data)
    position = proof["rf:position"]
    need(type(position) is int and position > last, "its position is not behind the one before")
    path = [unhex(part, "its proof cannot be read") for part in proof["rf:path"]]
    leaf = hashlib.sha256(b"\x00" + data).digest()
    need(proved(leaf, position - 1, size, path, root), "its entry is not proved by the checkpoint")
    need(entry["seq"] == position, "the position is not what the entry says")
    need(f"urn:uuid:{entry['business']}" == receipt["dpv:hasDataController"]["@id"], "the business is another")
    subject = receipt["dpv:hasDataSubject"]
    kind, ident = entry["subject"]
    mine = [subject["@id"], *subject["rf:merged"]]
    need(kind == "customer" and f"urn:uuid:{ident}" in mine, "the customer is not what the entry says")
    expected = said(entry)
    for key in set(EVENT + MAYBE) - {"rf:particular", "rf:proof"}:
        need(event.get(key) == expected.get(key), f"{key} is not what the entry says")
    need(len(event["rf:particular"]) == len(entry["fields"]), "the list of particulars is another")
    for shown, field in zip(event["rf:particular"], entry["fields"]):
        check_particular(shown, *field)
    return position


def check(text, keys):
    try:
        receipt = json.loads(text, object_pairs_hook=once)
    except ValueError:
        raise Misfit("this is not JSON") from None
    keyed(receipt, [*CONSTANTS, *OTHERS, "rf:seal"])
    for key, value in CONSTANTS.items():
        need(receipt[key] == value, f"{key} is another")
    keyed(receipt["dpv:hasDataController"], ["@id", "dpv:hasName"])
    keyed(receipt["dpv:hasDataSubject"], ["@id", "rf:merged"])
    for notice in receipt["dpv:hasNotice"]:
        keyed(notice, ["@id", "rf:policy", "dct:hasVersion", "rf:sha256"])
    origin, size, root = read_checkpoint(receipt["rf:checkpoint"], keys)
    business = receipt["dpv:hasDataController"]["@id"].removeprefix("urn:uuid:")
    need(origin.endswith(f"/ledger/{business}"), "the checkpoint is of another ledger")
    last = 0
    for number, event in enumerate(receipt["rf:event"], 1):
        try:
            last = check_event(event, receipt, size, root, last)
        except Misfit as misfit:
            raise Misfit(f"event {number}: {misfit}") from None
    bare = json.dumps({**receipt, "rf:seal": ""}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(bare.encode()).hexdigest()
    seal = open_note(receipt["rf:seal"], keys, "the seal does not fit")
    need(seal == f"ringfence/seal/1\n{digest}\n", "the receipt is not the one that was sealed")
    return f"everything fits: {last and len(receipt['rf:event'])} events, proved by {origin} at {size}"


def main(arguments):
    try:
        file, keyfile = arguments
        with open(keyfile, encoding="utf-8") as lines:
            keys = [read_key(line.strip()) for line in lines if line.strip()]
        with open(file, encoding="utf-8", newline="") as text:
            print(check(text.read(), keys))
        return 0
    except Misfit as misfit:
        print(misfit)
    except (TypeError, KeyError, AttributeError, ValueError, OSError) as error:
        print(f"this cannot be read: {error}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
