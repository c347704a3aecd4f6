"""What is wrong with a definition (definition.md, and the validator's part of schedule.md and time.md)."""

import heapq
import itertools

import recurrence
import schema
from alike import lean, spread
from civil import MAX_DAY, day_of, parse_duration, parse_instant, parse_local
from fits import fits
from schema import Mistake, pointer
from zone import names, zone

WARNINGS = {
    "unknown-agent", "unknown-operation", "empty-occurrence", "expired-override", "restart-with-windows",
    "overlapping-occurrences", "no-occurrence",
}
_ERRORS = ("zones", "references", "windows", "lock_out")  # the checks that can find one, but for "duplicates"
_WARNINGS = ("agents", "operations", "overrides", "restart")  # those that find nothing else
_MOST = 200  # problems
_NO_FIRST_DAY = day_of(2000, 1, 1)


def check(value, at):
    """The problems of any JSON value, as dicts with code, severity, path and at."""
    problems = [_shown(mistake) for mistake in _mistakes(value, at)]
    if len(problems) <= _MOST:
        return problems
    problems.sort(key=lambda problem: problem["severity"])  # an error is never among those that are left out (MM-DEF-027)
    return [*problems[:_MOST], {"code": "more-problems", "severity": "info", "path": "", "at": "value"}]


def is_valid(value):
    return not any(mistake.code not in WARNINGS for mistake in _mistakes(value))


def _mistakes(value, at=None):
    """Without an instant it may leave warnings out."""
    small, places = lean(value)
    right = fits(small, "definition.schema.json")
    deep = None if right else schema.deepest(value)  # what is right is not deep
    if deep is not None:
        return [Mistake("too-deep", deep)]
    version = value.get("apiVersion") if isinstance(value, dict) else None
    if isinstance(version, str) and version.startswith("maintenance-mode/") and version != "maintenance-mode/v1":
        return [Mistake("unknown-version", ("apiVersion",))]
    shape = [] if right else list(schema.mistakes(small, most=_MOST))
    if not isinstance(value, dict) or len(shape) > _MOST:
        return spread(shape, places)
    found = _Meaning(small, at, shape, places).run(*_ERRORS, *(_WARNINGS if at is not None else ()))
    shape, found = spread(shape, places), spread(found, places)
    return shape + found + _Meaning(value, at, shape, {}).run("duplicates")


def _shown(mistake):
    severity = "warning" if mistake.code in WARNINGS else "error"
    return {"code": mistake.code, "severity": severity, "path": pointer(mistake.path), "at": mistake.at}


def _dict(value):
    return value if isinstance(value, dict) else {}


def _list(value):
    return value if isinstance(value, list) else []


class _Meaning:
    """The checks behind the shape. What has a mistake of shape is left alone; what lies beside it is not."""

    def __init__(self, definition, at, shape, places):
        self.definition = definition
        self.at = at
        self.places = places  # of windows that stand for several
        self.found = []
        self.bad = set()  # paths of what has a mistake, and of all that holds it
        self.wrong = set()  # paths of values that have a mistake themselves
        for mistake in shape:
            if mistake.at == "value":
                self.wrong.add(mistake.path)
            for end in range(len(mistake.path) + 1):
                self.bad.add(mistake.path[:end])

    def add(self, code, path, at="value"):
        self.found.append(Mistake(code, path, at))

    def good(self, value, kind, path):
        """Whether there is such a value without a mistake at its own place."""
        return isinstance(value, kind) and path not in self.wrong

    def run(self, *checks):
        for name in checks:
            getattr(self, name)()
        return self.found

    def calendars(self):
        """(path, value) of every window and schedule that is an object."""
        for index, value in enumerate(_list(self.definition.get("windows"))):
            if isinstance(value, dict):
                yield ("windows", index), value
        for name, value in _dict(self.definition.get("schedules")).items():
            if isinstance(value, dict):
                yield ("schedules", name), value

    def entries(self, key):
        """(path, value) of the objects in a list."""
        for index, value in enumerate(_list(self.definition.get(key))):
            if isinstance(value, dict):
                yield (key, index), value

    # Zones

    def zones(self):
        for path, value in itertools.chain([((), self.definition)], self.calendars()):
            if "timeZone" in value and self.all_good(value, ("timeZone",), path) and value["timeZone"] not in names():
                self.add("unknown-time-zone", path + ("timeZone",))

    def zone_of(self, value):
        name = value.get("timeZone", self.definition.get("timeZone"))
        return zone(name) if isinstance(name, str) and name in names() else None

    # References

    def references(self):
        roles = {value.get("id") for _, value in self.entries("roles") if isinstance(value.get("id"), str)}
        schedules = _dict(self.definition.get("schedules"))
        services = {value.get("id") for _, value in self.entries("services") if isinstance(value.get("id"), str)}
        for path, value in self.entries("windows"):
            if "letThrough" in value:
                self.known("unknown-role", path + ("letThrough",), value["letThrough"], roles)
            if "exclude" in value:
                self.known("unknown-schedule", path + ("exclude",), value["exclude"], schedules)
        for path, value in self.entries("overrides"):
            self.known("unknown-role", path + ("roles",), value.get("roles"), roles)
        transitions = _dict(self.definition.get("transitions"))
        self.known("unknown-role", ("transitions", "approval", "approvers"),
                   _dict(transitions.get("approval")).get("approvers"), roles)
        self.known("unknown-service", ("transitions", "restart", "services"),
                   _dict(transitions.get("restart")).get("services"), services)

    def known(self, code, path, items, known):
        if path in self.wrong:
            return
        for index, item in enumerate(_list(items)):
            if self.good(item, str, path + (index,)) and item not in known:
                self.add(code, path + (index,))

    def agents(self):
        inventory = set()
        for _, value in self.entries("agents"):
            client, site = value.get("client"), value.get("site")
            if not isinstance(client, str):
                continue
            inventory.add((client,))
            if isinstance(site, str):
                inventory.add((client, site))
                inventory.update((client, site, a) for a in _list(value.get("ids")) if isinstance(a, str))
        if not isinstance(self.definition.get("agents"), list):
            return
        for path, value in [*self.entries("windows"), *self.entries("overrides")]:
            path += ("target",)
            target = value.get("target")
            if not isinstance(target, dict) or path in self.bad:
                continue
            place = ()
            for key in ("client", "site", "agent"):
                if key not in target:
                    break
                place += (target[key],)
                if place not in inventory:
                    self.add("unknown-agent", path + (key,))
                    break

    # Operations

    def patterns(self, path, items):
        if path in self.wrong:
            return []
        return [(path + (i,), p) for i, p in enumerate(_list(items)) if self.good(p, str, path + (i,)) and p != "*"]

    def operations(self):
        operations = _dict(self.definition.get("operations"))
        judged, other = [], []
        for path, value in self.entries("roles"):
            judged += self.patterns(path + ("bypass",), value.get("bypass"))
        for path, value in self.entries("overrides"):
            judged += self.patterns(path + ("operations",), value.get("operations"))
        for path, value in self.entries("windows"):
            into = other if value.get("kind") == "blackout" else judged
            patterns = self.patterns(path + ("operations",), value.get("operations"))
            into += patterns
            if len(self.places.get(path[1], ())) > 1:
                other += patterns  # the same in another window
        for index, entry in enumerate(_list(operations.get("blocked"))):
            path = ("operations", "blocked", index)
            if isinstance(entry, dict):
                path, entry = path + ("id",), entry.get("id")
            if self.good(entry, str, path) and entry != "*":
                other.append((path, entry))
        for key in ("alwaysAllowed", "onlyDuringMaintenance"):
            other += self.patterns(("operations", key), operations.get(key))
        if operations.get("unlisted") == "deny":
            return
        count, below = {}, {}  # entries that are equal; entries below a name
        for _, pattern in judged + other:
            count[pattern] = count.get(pattern, 0) + 1
            parts = _base(pattern).split(".")
            for end in range(1, len(parts)):
                name = ".".join(parts[:end])
                below[name] = below.get(name, 0) + 1
        for path, pattern in judged:
            parts = _base(pattern).split(".")
            around = (".".join(parts[:end]) + ".*" for end in range(1, len(parts)))
            if count[pattern] > 1 or any(a in count for a in around):
                continue
            if pattern.endswith(".*") and below.get(_base(pattern), 0) > 0:
                continue
            self.add("unknown-operation", path)

    # Things that are there once

    def duplicates(self):
        for key in ("roles", "windows", "overrides", "services"):
            seen = set()
            for path, value in self.entries(key):
                name = value.get("id")
                if isinstance(name, str):
                    if name in seen and path + ("id",) not in self.wrong:
                        self.add("duplicate-id", path + ("id",))
                    seen.add(name)
        seen = set()
        for index, entry in enumerate(_list(_dict(self.definition.get("operations")).get("blocked"))):
            path = ("operations", "blocked", index)
            pattern = entry
            if isinstance(entry, dict):
                path, pattern = path + ("id",), entry.get("id")
            if isinstance(pattern, str):
                if pattern in seen and path not in self.wrong:
                    self.add("duplicate-item", path)
                seen.add(pattern)
        seen = set()
        for path, value in self.entries("agents"):
            place = value.get("client"), value.get("site")
            if all(isinstance(p, str) for p in place):
                if place in seen:
                    self.add("duplicate-item", path, "key")
                seen.add(place)
            ids = set()
            for index, name in enumerate(_list(value.get("ids"))):
                if isinstance(name, str):
                    if name in ids and path + ("ids", index) not in self.wrong:
                        self.add("duplicate-item", path + ("ids", index))
                    ids.add(name)

    # Times

    def windows(self):
        for path, value in self.calendars():
            if "once" in value and path + ("once",) not in self.wrong:
                self.once(path + ("once",), _list(value["once"]), value)
            if isinstance(value.get("recurring"), dict):
                self.recurring(path + ("recurring",), value["recurring"])
            if "rrule" in value or "start" in value:
                self.rrule(path, value)

    def once(self, path, entries, calendar):
        clean = path not in self.bad
        good = []  # (index, start, end)
        for index, entry in enumerate(entries):
            if not clean and not (isinstance(entry, dict) and self.all_good(entry, ("start", "end"), path + (index,))):
                continue
            if entry["end"] <= entry["start"]:  # such texts are in the order of time
                self.add("end-before-start", path + (index, "end"))
            elif self.at is not None:
                good.append((index, parse_local(entry["start"]), parse_local(entry["end"])))
        own_zone = self.zone_of(calendar) if good else None
        for index, start, end in good:
            if own_zone is not None and own_zone.instant(end) <= own_zone.instant(start):
                self.add("empty-occurrence", path + (index, "end"))
        for place in _overlapping([entry[1:] for entry in good]) if len(good) > 1 else ():
            self.add("overlapping-occurrences", path + good[place][:1])

    def all_good(self, value, keys, path):
        return all(self.good(value.get(key), str, path + (key,)) for key in keys)

    def recurring(self, path, value):
        wrong = False
        if self.all_good(value, ("startDate", "endDate"), path) and value["endDate"] < value["startDate"]:
            self.add("end-before-start", path + ("endDate",))
            wrong = True
        if self.all_good(value, ("startTime", "endTime"), path) and value["startTime"] == value["endTime"]:
            self.add("equal-times", path + ("endTime",))
            wrong = True
        wrong |= self.zero_duration(path + ("duration",), value.get("duration"))
        if not wrong and self.at is not None and path not in self.bad:
            self.days(path, recurrence.of_recurring(value))

    def rrule(self, path, value):
        wrong = self.zero_duration(path + ("duration",), value.get("duration"))
        wrong |= not self.all_good(value, ("start", "duration"), path)
        if not self.good(value.get("rrule"), str, path + ("rrule",)):
            return
        try:
            rule = recurrence.parse_rule(value["rrule"])
        except recurrence.BadRule:
            self.add("malformed-rrule", path + ("rrule",))
            return
        if wrong:
            return
        if "until" in rule and rule["until"] < parse_local(value["start"]):
            self.add("end-before-start", path + ("rrule",))
        elif self.at is not None and "recurring" not in value:
            self.days(path + ("rrule",), recurrence.of_rrule(value["rrule"], value["start"], value["duration"]))

    def zero_duration(self, path, text):
        if self.good(text, str, path) and not path[:-1] in self.wrong and parse_duration(text)[1] == 0:
            self.add("zero-duration", path)
            return True
        return False

    def days(self, path, rule):
        """MM-SCHED-057, 059"""
        first = _NO_FIRST_DAY if rule.first is None else rule.first
        if next(rule.days(first, first + 3659), None) is None:
            self.add("no-occurrence", path)
        length = rule.local_length()
        if length <= 1440:
            return
        before = None
        for number, day in enumerate(rule.days(first, min(first + 400 * 366 * 4, MAX_DAY))):
            if number == 100:
                break
            if before is not None and (day - before) * 1440 < length:
                self.add("overlapping-occurrences", path)
                break
            before = day

    # The rest

    def overrides(self):
        for path, value in self.entries("overrides"):
            path += ("expires",)
            if self.good(value.get("expires"), str, path) and parse_instant(value["expires"]) <= self.at:
                self.add("expired-override", path)

    def lock_out(self):
        if not isinstance(self.definition.get("roles"), list) or ("roles",) in self.wrong:
            return
        for index, role in enumerate(self.definition["roles"]):
            if not isinstance(role, dict) or any(len(path) == 3 and path[:2] == ("roles", index)
                                                 and path[2] not in ("id", "title") for path in self.bad):
                return  # perhaps this one was meant to get in
            may, bypass = _list(role.get("may")), _list(role.get("bypass"))
            if ("disable" in may or "force" in may) and (role.get("admitted") is True or "*" in bypass):
                return
        self.add("self-lock-out", ("roles",), "key")

    def restart(self):
        transitions = _dict(self.definition.get("transitions"))
        if isinstance(transitions.get("restart"), dict) and _list(self.definition.get("windows")):
            self.add("restart-with-windows", ("transitions", "restart"), "key")


def _overlapping(intervals):
    """The places in a list of those that overlap one before them in it."""
    found = set()
    begun, clean = [], []  # heaps of places: the lowest first; of those not found yet, the highest first
    for place in sorted(range(len(intervals)), key=lambda i: intervals[i][0]):
        start = intervals[place][0]
        while begun and intervals[begun[0]][1] <= start:
            heapq.heappop(begun)
        if begun and begun[0] < place:
            found.add(place)
        else:
            heapq.heappush(clean, -place)
        heapq.heappush(begun, place)
        while clean and -clean[0] > place:
            later = -heapq.heappop(clean)
            if intervals[later][1] > start:
                found.add(later)
    return sorted(found)


def _base(pattern):
    return pattern[:-2] if pattern.endswith(".*") else pattern
