"""Other people's answers over the line protocol: python-dateutil's recurrences, zoneinfo's offsets, jsonschema's verdicts.

None of this shares a line with the implementation beside it.
"""

import datetime
import functools
import itertools
import json
import pathlib
import re
import sys
import zoneinfo

UTC = datetime.timezone.utc
SECOND = datetime.timedelta(seconds=1)
SCHEMAS = pathlib.Path(__file__).resolve().parents[3] / "schemas" / "v1"


def starts(question):
    """The first local starts of a rule of RFC 5545 up to a year, by dateutil."""
    from dateutil.rrule import rrulestr

    # A date alone as UNTIL stands for the end of that day (MM-SCHED-032); dateutil takes it for its beginning.
    text = re.sub(r"UNTIL=(\d{8})(?=;|$)", r"UNTIL=\1T235900", question["rrule"])
    text = re.sub(r"UNTIL=(\d{8}T\d{4})(?=;|$)", r"UNTIL=\g<1>00", text)
    datetime.MAXYEAR = question["year"]  # so far dateutil looks for a day, also for one that never comes
    rule = rrulestr(text, dtstart=datetime.datetime.fromisoformat(question["start"]))
    found = itertools.takewhile(lambda moment: moment.year <= question["year"], rule)
    return [moment.isoformat(timespec="minutes") for moment in itertools.islice(found, question["most"])]


def instants(question):
    """For each local time the earliest instant at which the wall clock shows it or a later one, and what is there."""
    zone = zoneinfo.ZoneInfo(question["zone"])
    return [_instant(datetime.datetime.fromisoformat(text), zone) for text in question["locals"]]


def _instant(local, zone):
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None) == local:
        return {"at": _text(first), "kind": "once" if first == second else "overlap"}
    # In a gap the two offsets give one instant before the change and one after it.
    low, high = second, first
    offset = low.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + (high - low) // SECOND // 2 * SECOND
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == offset else (low, middle)
    return {"at": _text(high), "kind": "gap"}


def _text(instant):
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def accepts(question):
    """Whether jsonschema accepts a value as a definition."""
    return next(_validator().iter_errors(question["definition"]), None) is None


@functools.lru_cache(maxsize=None)
def _validator():
    import jsonschema

    formats = jsonschema.FormatChecker(formats=())
    formats.checks("date-time")(lambda value: not isinstance(value, str) or _is_instant(value))
    validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": _pattern})
    files = {file.name: _bundled(json.loads(file.read_text(encoding="utf-8")), file.name) for file in SCHEMAS.glob("*.json")}
    return validator({"$ref": "#/$defs/definition.schema.json", "$defs": files}, format_checker=formats)


def _bundled(value, name):
    """All schemas lie in one document, so that no version of jsonschema has to be told how to find them."""
    if isinstance(value, list):
        return [_bundled(item, name) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _bundled(item, name) for key, item in value.items() if key not in ("$id", "$schema")}
    if isinstance(found.get("$ref"), str):
        file, _, pointer = found["$ref"].partition("#")
        found["$ref"] = f"#/$defs/{file or name}{pointer}"
    return found


def _pattern(validator, pattern, value, schema):
    """Expressions are ECMAScript's: $ is the very end, \\d an ASCII digit, \\s one of its own spaces."""
    import jsonschema

    spaces = r" \t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    translated = re.sub(r"\$$", r"\\Z", pattern.replace(r"\d", "[0-9]").replace(r"\s", spaces))
    if isinstance(value, str) and not re.search(translated, value):
        yield jsonschema.ValidationError(f"{value!r} does not match")


def _is_instant(text):
    """MM-TIME-031, 041"""
    found = re.fullmatch(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?(Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])", text
    )
    try:
        return found is not None and bool(datetime.datetime.fromisoformat(f"{found[1]}T{found[2]}"))
    except ValueError:
        return False


OPS = {"starts": starts, "instants": instants, "accepts": accepts}


def main():
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps({"id": question["id"], "result": OPS[question["op"]](question)}), flush=True)


main()
