"""recount.py: check and count one vote again, from its published bundle and nothing else.

    python3 recount.py                      in the folder you unpacked, or
    python3 recount.py vote.zip             with the bundle itself
    ... --code D388-Q0G8-42YB-AK24          a code from the notice board or the result page must belong to it
    ... --mine "0001 0515 5535 5535 5535 5570"      show where your own ballot lies and what it says

It needs Python 3.8 or newer, no network and no other program. It ends with 0 when everything agrees and with 1 when
something does not. All arithmetic is done with whole numbers.
"""

import argparse
import csv
import hashlib
import io
import json
import pathlib
import sys
import zipfile

FIRST = "0" * 64
SEALED = ("stream", "seq", "at", "actor", "verb", "subject", "payload_digest", "previous")
COMPARED = ("method", "verdict", "took_part", "roll", "winners", "standings", "ties")
SAY = {  # Every sentence twice: in Chinese and in English.
    "chain": ("记录链完整，共{n}条，最后一条编码 {code}", "the record is whole: {n} entries, the last has the code {code}"),
    "chain_bad": ("记录链在第{n}条处断开或被改动", "the record is broken or changed at entry {n}"),
    "manifest": ("公告内容与记录一致，公告编码 {code}", "what was announced is what the record says, code {code}"),
    "manifest_bad": ("公告内容与记录不一致", "what was announced is not what the record says"),
    "roots": ("{n}批选票的封存值与记录一致", "the roots of all {n} batches agree with the record"),
    "roots_bad": ("第{n}批选票与当时封存的不一致", "batch {n} does not hold the ballots that were sealed in it"),
    "spares": ("{n}张为纸质票预备的空票一直封着，没有计入", "{n} spare ballots that no paper asked for stayed shut and do not count"),
    "spares_bad": ("没有动用的备用票有{n}张，按记录应为{due}张", "{n} spare ballots stayed shut, by the record it must be {due}"),
    "receipts": ("{n}张选票都与各自的回执一致，无重复", "all {n} ballots agree with their receipts, none is there twice"),
    "receipts_bad": ("选票 {code} 与回执不一致、重复或位置不对", "ballot {code} does not fit its receipt, is doubled or misplaced"),
    "valid": ("每张选票都填写有效", "every ballot is filled in as the rule allows"),
    "valid_bad": ("选票 {code} 填写无效", "ballot {code} is not filled in as the rule allows"),
    "numbers": ("{n}张选票，{n}人次参加，名册共{roll}", "{n} ballots, {n} marks on a roll of {roll}"),
    "numbers_bad": ("票数{n}与参加数{voted}不符，或超出名册{roll}", "{n} ballots, {voted} marks, roll {roll}: they do not agree"),
    "result": ("重新计票结果一致：{verdict}", "counted again with the same result: {verdict}"),
    "result_bad": ("重新计票结果不一致：{n}", "counted again with another result: {n}"),
    "withheld": ("参加人数太少，为保护个人，选票内容和数字不公布，无法在此重新计票",
                 "too few took part: to protect them choices and figures are not published and cannot be counted here"),
    "withheld_bad": ("参加人数不少，选票内容本应公布", "enough took part: the choices should have been published"),
    "code": ("编码 {code} 属于这次表决", "the code {code} belongs to this vote"),
    "code_bad": ("编码 {code} 不属于这次表决", "the code {code} does not belong to this vote"),
    "mine": ("您的选票在第{n}批，内容：{choices}", "your ballot lies in batch {n} and says: {choices}"),
    "mine_bad": ("没有编码为 {code} 的选票", "there is no ballot with the code {code}"),
    "unknown": ("此程序不会按“{n}”计票", "this program cannot count by the method '{n}'"),
    "unreadable": ("文件缺失或无法读取：{n}", "a file is missing or cannot be read: {n}"),
}


class Wrong(Exception):
    """Something does not agree; carries the name of the sentence and its facts."""


def say(name, **facts):
    """Print a sentence in both languages."""
    chinese, english = SAY[name]
    mark = "[X]" if name.endswith("bad") or name in ("unknown", "unreadable") else "[OK]"
    print(mark, chinese.format(**facts), "/", english.format(**facts))


def must(condition, name, **facts):
    """Go on only if the condition holds."""
    if not condition:
        raise Wrong(name, facts)


# ---- digests -------------------------------------------------------------------------------------------------------
def canonical(value):
    """Write a value in the one way that everybody writes it, so that equal values have equal digests."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")

def sha256(data):
    """Return the fingerprint of some bytes."""
    return hashlib.sha256(data).hexdigest()

def short_code(digest):
    """Return the start of a digest as it hangs on the notice board."""
    alphabet, number = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", int(digest[:20], 16)
    letters = "".join(alphabet[number >> 5 * place & 31] for place in range(15, -1, -1))
    return "-".join(letters[at:at + 4] for at in range(0, 16, 4))

def code_of(receipt):
    """Return a receipt's code: 22 digits, and 2 that show a slip of the pen."""
    digits = "".join("%04d" % (int(receipt[at:at + 4], 16) % 10000) for at in range(0, 24, 4))[:22]
    digits += "%02d" % (98 - int(digits + "00") % 97)
    return " ".join(digits[at:at + 4] for at in range(0, 24, 4))

def root_of(receipts):
    """Return the one digest that stands for many: neighbours are digested two by two until one is left."""
    level = [hashlib.sha256(b"\x00" + bytes.fromhex(one)).digest() for one in sorted(receipts)]
    if not level:
        return sha256(b"")
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)]
        level = pairs + (level[-1:] if len(level) % 2 else [])
    return level[0].hex()

# ---- checks --------------------------------------------------------------------------------------------------------
def check_chain(chain, manifest):
    """Every entry holds the digest of the one before it, so that none can be changed, dropped or moved."""
    previous = FIRST
    for number, entry in enumerate(chain, 1):
        whole = entry["seq"] == number and entry["previous"] == previous
        whole = whole and entry["stream"] == "vote:%d" % manifest["vote"]
        whole = whole and sha256(canonical({key: entry[key] for key in SEALED})) == entry["digest"]
        if entry["payload"] is not None:
            said = {"salt": entry["salt"], "payload": entry["payload"]}
            whole = whole and sha256(canonical(said)) == entry["payload_digest"]
        must(whole, "chain_bad", n=number)
        previous = entry["digest"]
    verbs = [entry["verb"] for entry in chain]
    for verb in ("vote.announced", "vote.opened", "vote.closed", "vote.tallied"):
        must(verb in verbs, "chain_bad", n=len(chain) + 1)
    signed = [said["capacity"] for said in told(chain, "vote.signed")]  # They come last: without them it was cut off.
    whole = all(signed.count(capacity) >= asked for capacity, asked in manifest.get("signed_by", {}).items())
    must(whole, "chain_bad", n=len(chain) + 1)
    return "chain", {"n": len(chain), "code": short_code(previous)}

def told(chain, verb):
    """Return what the entries of one kind say."""
    return [entry["payload"] for entry in chain if entry["verb"] == verb and entry["payload"]]

def check_manifest(chain, manifest):
    """What was announced must have the digest that was put on record when voting began."""
    digest = sha256(canonical(manifest))
    must(told(chain, "vote.opened")[0]["manifest_hash"] == digest, "manifest_bad")
    return "manifest", {"code": short_code(digest)}

def check_roots(chain, ballots, unused):
    """Batch by batch, the receipts must give the root that was put on record before anybody counted."""
    sealed = [said for said in told(chain, "vote.sealed") + told(chain, "vote.closed") + told(chain, "vote.tallied")[-1:]
              if said.get("root")]
    for number, batch in enumerate(sealed, 1):
        receipts = [ballot["receipt"] for ballot in ballots if ballot["batch"] == number]
        receipts += unused if batch.get("spares") else []
        must(batch["batch"] == number and batch["root"] == root_of(receipts), "roots_bad", n=number)
    for ballot in ballots:
        must(1 <= ballot["batch"] <= len(sealed), "roots_bad", n=ballot["batch"])
    return "roots", {"n": len(sealed)}

def check_spares(chain, ballots, unused):
    """Papers were read after the close; for each, one ballot of those sealed beforehand was opened, and no other."""
    due = told(chain, "vote.closed")[-1].get("spares", 0) - told(chain, "vote.tallied")[-1].get("papers", 0)
    apart = len(set(unused) | {ballot["receipt"] for ballot in ballots}) == len(unused) + len(ballots)
    must(len(unused) == due and apart, "spares_bad", n=len(unused), due=due)
    return "spares", {"n": len(unused)}

def check_receipts(ballots, manifest, withheld):
    """A receipt is the digest of vote, choices and secret: nobody can put other choices under it."""
    digest, last = sha256(canonical(manifest)), ""
    for ballot in ballots:
        fits = ballot["receipt"] > last and ballot["code"] == code_of(ballot["receipt"])
        if not withheld:
            line = [manifest["ballot_format"], digest, ballot["choices"], ballot["points"], ballot["secret"]]
            fits = fits and sha256(canonical(line)) == ballot["receipt"]
        must(fits, "receipts_bad", code=ballot["code"])
        last = ballot["receipt"]
    return "receipts", {"n": len(ballots)}

def check_validity(ballots, manifest):
    """Every ballot names options that were on the paper, none twice, and not more than allowed."""
    options = [option["key"] for option in manifest["options"]]
    for ballot in ballots:
        chosen = ballot["choices"]
        least = 0 if "both" in manifest else 1  # Where there is paper: one that is not valid took part all the same.
        once = len(set(chosen)) == len(chosen) and set(chosen) <= set(options)
        must(once and least <= len(chosen) <= manifest["max_choices"], "valid_bad", code=ballot["code"])
    return "valid", {}

def check_numbers(chain, ballots, manifest):
    """As many ballots as marks on the roll, and not more than people on it."""
    said = told(chain, "vote.tallied")[-1]
    facts = {"n": len(ballots), "voted": said["took_part"], "roll": manifest["roll"]}
    must(len(ballots) == said["took_part"] <= manifest["roll"], "numbers_bad", **facts)
    return "numbers", facts

def check_published(chain, result):
    """The result in this bundle must be the one that was put on record."""
    on_record = told(chain, "vote.tallied")[-1]
    same = on_record["result_hash"] == sha256(canonical(result)) and on_record["verdict"] == result["verdict"]
    must(same, "result_bad", n="result.json")

def check_result(chain, ballots, manifest, result):
    """Count again, and compare with what was published."""
    check_published(chain, result)
    for facts in [step["facts"] for step in result["steps"] if step["name"] == "unreturned"]:
        manifest = dict(manifest, silent=(facts["count"], facts["area"]))
    if manifest.get("measured_on") == "present":
        manifest = dict(manifest, present=told(chain, "vote.closed")[-1]["present"])
    again = count(list(ballots), manifest)
    for name in COMPARED:
        must(again[name] == result[name], "result_bad", n="%s %s / %s" % (name, again[name], result[name]))
    return "result", {"verdict": again["verdict"]}

# ---- counting ------------------------------------------------------------------------------------------------------
def enough(bar, have, of):
    """Tell whether `have` out of `of` reaches [numerator, denominator, must it be more]; nothing asked is always met."""
    numerator, denominator, more_than = bar
    left, right = denominator * have, numerator * of
    return numerator == 0 or (of > 0 and (left > right if more_than else left >= right))

def standing(order, scores, ranks, winners):
    """Return the list of places as it is published."""
    return [{"key": key, "score": scores[key], "rank": ranks[key], "wins": key in winners} for key in order]

def equal_ones(order, scores):
    """Return the groups of options with equally many votes, best first; none for options without any."""
    levels = sorted({scores[key] for key in order if scores[key]}, reverse=True)
    groups = [[key for key in order if scores[key] == level] for level in levels]
    return [group for group in groups if len(group) > 1]

def named_on(ballots, keys):
    """Count for each option how many ballots name it."""
    return {key: sum(key in ballot["choices"] for ballot in ballots) for key in keys}

def points_on(ballots, keys):
    """Add up the points each option got; a ballot that only names options gives each of them one."""
    total = dict.fromkeys(keys, 0)
    for ballot in ballots:
        for key, given in zip(ballot["choices"], ballot["points"] or [1] * len(ballot["choices"])):
            total[key] += given
    return total

def borda_of(ballots, keys):
    """Give an option two points for each option below it on a ballot; those not named share the last place."""
    total = dict.fromkeys(keys, 0)
    for ballot in ballots:
        chosen = ballot["choices"]
        for key in keys:
            total[key] += 2 * (len(keys) - 1 - chosen.index(key)) if key in chosen else len(keys) - len(chosen) - 1
    return total

def decided(quorum, agreed, keys, scores):
    """Say what enough or too few of those who agree decide; yes, no and abstentions stand in the order of the paper."""
    verdict = "no_quorum" if not quorum else "adopted" if agreed else "not_adopted"
    winners = ["agree"] if verdict == "adopted" else []
    return verdict, winners, standing(keys, scores, {key: place for place, key in enumerate(keys, 1)}, winners), []

def yes_or_no(ballots, manifest, keys):
    """Enough must take part, then enough of those must agree; who abstains takes part without agreeing."""
    scores = named_on(ballots, keys)
    there = manifest.get("present", len(ballots))  # In an assembly who sits there and stays silent does not agree.
    quorum, agreed = enough(manifest["quorum"], there, manifest["roll"]), enough(manifest["approval"], scores["agree"], there)
    if manifest["method"] == "consensus":
        agreed = scores["agree"] > 0 and scores["disagree"] == 0
    return decided(quorum, agreed, keys, scores)

def both_majorities(ballots, manifest, keys):
    """Owners: number and floor area (the points of a ballot, in dm2) must both reach the shares, at both stages."""
    owners = named_on(ballots, keys)
    areas = {key: sum(one["points"][0] for one in ballots if key in one["choices"]) for key in keys}
    part = sum(one["points"][0] for one in ballots)
    quorum = all(enough(bar, have, of) for bar, have, of in (
        (manifest["area_quorum"], part, manifest["area"]), (manifest["quorum"], len(ballots), manifest["roll"])))
    agreed = all(enough(bar, have, of) for bar, have, of in (
        (manifest["area_approval"], areas["agree"], part), (manifest["approval"], owners["agree"], len(ballots))))
    return decided(quorum, agreed, keys, owners), owners, areas

def owners_vote(ballots, manifest, keys):
    """Count what came back; then, if the estate's own rule says so, what was delivered and did not come back."""
    counted, owners, areas = both_majorities(ballots, manifest, keys)
    number, area = manifest.get("silent", (0, 0))
    ahead = [[key for key in keys if sums[key] == max(sums.values()) > 0] for sums in (owners, areas)]
    silent = {"abstain": "abstain", "follow_majority": ahead[0][0] if ahead[0] == ahead[1] and len(ahead[0]) == 1 else ""}
    stands_for = silent.get(manifest["unreturned"])
    if stands_for and number:
        for at in range(number):
            ballots.append({"choices": [stands_for], "points": [0 if at else area]})
        counted = both_majorities(ballots, manifest, keys)[0]
    return counted

def by_score(ballots, manifest, keys):
    """Whoever has most stands first; equal scores share a place."""
    method, seats = manifest["method"], manifest.get("seats", 0)
    scores = {"approval": named_on, "score": points_on, "borda": borda_of}[method](ballots, keys)
    order = sorted(keys, key=lambda key: -scores[key])
    ranks = {key: 1 + sum(other > scores[key] for other in scores.values()) for key in keys}
    last_seat = seats or (len(keys) if method == "approval" else 1)
    winners = [key for key in order if ranks[key] <= last_seat and (scores[key] or method != "approval")]
    return "ranked", winners, standing(order, scores, ranks, winners), equal_ones(order, scores)

def apart(tied, earlier, keys, best):
    """Of several with as many votes return the best or the weakest: by earlier rounds, the latest first, then the list."""
    pick = max if best else min
    for tally in reversed(earlier):
        bound = pick(tally[key] for key in tied)
        tied = [key for key in tied if tally[key] == bound]
    return tied[0] if best else tied[-1]

def instant_runoff(ballots, manifest, keys):
    """Whoever has fewest goes out, and those ballots go on to the next they name, until one has more than half."""
    active, earlier, out, final, ties = list(keys), [], [], {}, []
    while True:
        first = [next((key for key in ballot["choices"] if key in active), None) for ballot in ballots]
        tally = {key: first.count(key) if key in active else 0 for key in keys}
        most, fewest = max(tally[key] for key in active), min(tally[key] for key in active)
        if len(active) == 1 or 2 * most > sum(tally.values()):
            break
        last = [key for key in active if tally[key] == fewest]
        together = fewest == 0 and len(last) < len(active)
        if len(last) > 1 and not together:
            ties.append(last)
        losers = last[::-1] if together else [apart(last, earlier, keys, False)]
        earlier.append(tally)
        final.update({key: fewest for key in losers})
        out += losers
        active = [key for key in active if key not in losers]
    order, rest = [], list(active)
    while rest:
        best = max(tally[key] for key in rest)
        order.append(apart([key for key in rest if tally[key] == best], earlier, keys, True))
        rest.remove(order[-1])
    order += out[::-1]
    scores = {key: final.get(key, tally[key]) for key in keys}
    ranks = {key: place for place, key in enumerate(order, 1)}
    return "elected", order[:1], standing(order, scores, ranks, order[:1]), ties

METHODS = {"majority": yes_or_no, "double_majority": owners_vote, "consensus": yes_or_no, "approval": by_score,
           "score": by_score, "borda": by_score, "instant_runoff": instant_runoff}

def count(ballots, manifest):
    """Count the ballots by the rule that was announced."""
    method = manifest["method"]
    must(method in METHODS, "unknown", n=method)
    verdict, winners, standings, ties = METHODS[method](ballots, manifest, [one["key"] for one in manifest["options"]])
    return {"method": method, "verdict": verdict, "took_part": len(ballots), "roll": manifest["roll"],
            "winners": winners, "standings": standings, "ties": ties}

# ---- the bundle ----------------------------------------------------------------------------------------------------
def opened(path):
    """Return a function that reads a file of the bundle, be it packed or unpacked."""
    if pathlib.Path(path).is_dir():
        return lambda name: pathlib.Path(path, name).read_bytes().decode("utf-8")
    packed = zipfile.ZipFile(path)
    return lambda name: packed.read(name).decode("utf-8")

def ballot_from(row):
    """Turn a line of ballots.csv into a ballot."""
    return {"code": row["code"], "receipt": row["receipt"], "batch": int(row["batch"]), "secret": row["secret"],
            "choices": row["choices"].split("|") if row["choices"] else [],
            "points": [int(one) for one in row["points"].split("|")] if row["points"] else []}

def recount(path, codes=(), mine=None):
    """Make every check in turn; yield the name of a sentence and its facts."""
    read = opened(path)
    manifest, result = json.loads(read("manifest.json")), json.loads(read("result.json"))
    chain = [json.loads(line) for line in read("chain.jsonl").splitlines()]
    ballots = [ballot_from(row) for row in csv.DictReader(io.StringIO(read("ballots.csv")))]
    unused = read("spares.csv").split()[1:]
    withheld = bool(result.get("withheld"))
    yield check_chain(chain, manifest)
    yield check_manifest(chain, manifest)
    yield check_roots(chain, ballots, unused)
    yield check_spares(chain, ballots, unused)
    yield check_receipts(ballots, manifest, withheld)
    yield check_numbers(chain, ballots, manifest)
    if withheld:
        must(len(ballots) < manifest["disclosure_least"], "withheld_bad")
        check_published(chain, result)
        yield "withheld", {}
    else:
        yield check_validity(ballots, manifest)
        yield check_result(chain, ballots, manifest, result)
    known = [short_code(sha256(canonical(manifest)))] + [short_code(entry["digest"]) for entry in chain]
    for code in codes:
        must(code.upper() in known, "code_bad", code=code)
        yield "code", {"code": code}
    for ballot in ballots if mine else []:
        if ballot["code"].replace(" ", "") == "".join(one for one in mine if one.isdigit()):
            yield "mine", {"n": ballot["batch"], "choices": ", ".join(ballot["choices"])}
            return
    must(mine is None, "mine_bad", code=mine)

def main(arguments=None):
    """Check the bundle and say what was found."""
    parser = argparse.ArgumentParser(description="Check and count a vote again.")
    parser.add_argument("bundle", nargs="?", default=str(pathlib.Path(__file__).resolve().parent))
    parser.add_argument("--code", action="append", default=[])
    parser.add_argument("--mine")
    asked = parser.parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        for name, facts in recount(asked.bundle, asked.code, asked.mine):
            say(name, **facts)
    except Wrong as wrong:
        say(wrong.args[0], **wrong.args[1])
        return 1
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        say("unreadable", n="%s %s" % (type(error).__name__, error))
        return 1
    return 0

if __name__ == "__main__":
    sys.exit(main())
