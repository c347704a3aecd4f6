"""Problems: the table of shapes, the requirements behind it, and agreement with jsonschema where it can be had."""

import copy
import json
import random
import unittest

import definition
import schema

SMALL = {"apiVersion": "maintenance-mode/v1", "kind": "MaintenanceDefinition", "metadata": {"name": "x"}}

LARGE = {
    **SMALL,
    "timeZone": "Europe/Berlin",
    "notice": {"message": "Back at {end}", "contact": "desk"},
    "roles": [{"id": "admin", "admitted": True, "may": ["disable"], "bypass": ["a.*"]}, {"id": "guest"}],
    "operations": {"unlisted": "allow", "answer": "No", "blocked": ["a.b", {"id": "c.*", "inFlight": "stop"}],
                   "alwaysAllowed": ["out"], "onlyDuringMaintenance": ["edit"], "inFlight": "finish"},
    "schedules": {"holidays": {"once": [{"start": "2026-12-23T16:00", "end": "2027-01-02T24:00"}]}},
    "windows": [
        {"id": "w", "kind": "maintenance", "rrule": "FREQ=WEEKLY;BYDAY=SU", "start": "2026-11-29T02:00", "duration": "PT4H",
         "exclude": ["holidays"], "announce": "PT30M", "cutoff": "PT15M"},
        {"id": "v", "kind": "blackout", "letThrough": ["admin"], "target": {"client": "acme", "site": "hq"},
         "recurring": {"startDate": "2026-01-01", "count": 3, "frequency": "monthly", "bySetPos": [1],
                       "byDay": [{"day": "tu", "nthOfPeriod": 2}, "we"], "startTime": "22:00", "endTime": "02:00"}},
    ],
    "agents": [{"client": "acme", "site": "hq", "ids": ["db-7"]}],
    "overrides": [{"id": "o", "effect": "admit", "roles": ["guest"], "operations": ["a.b"], "reason": "r",
                   "expires": "2030-01-01T00:00:00Z"},
                  {"id": "p", "effect": "exempt", "target": {"client": "acme"}, "reason": "r"}],
    "transitions": {"approval": {"for": ["enable"], "approvers": ["admin"]}, "drain": {"timeout": "PT1H", "then": "cancel"}},
    "services": [{"id": "aos"}],
}


def problems(value, at=0):
    return [(p["code"], p["path"], p["at"]) for p in definition.check(value, at)]


def windows(*values, **more):
    return {**SMALL, "timeZone": "Europe/Berlin", "windows": [{"id": f"w{i}", "kind": "maintenance", **v}
                                                             for i, v in enumerate(values)], **more}


class Shape(unittest.TestCase):
    def test_good(self):
        self.assertEqual(problems(SMALL), [])
        self.assertEqual(problems(LARGE), [])

    def test_versions_and_depth(self):
        self.assertEqual(problems({"apiVersion": "maintenance-mode/v2"}), [("unknown-version", "/apiVersion", "value")])
        deep = []
        for _ in range(99):
            deep = [deep]
        self.assertEqual(definition.schema.deepest(deep), None)
        self.assertEqual(problems([deep]), [("too-deep", "/0" * 100, "value")])

    def test_rows(self):
        once = [{"start": "2026-01-01T00:00", "end": "2026-01-02T00:00"}]
        daily = {"frequency": "daily", "startTime": "22:00"}
        for value, expected in (
            (7, [("wrong-type", "", "value")]),
            ({**SMALL, "kind": "x"}, [("unknown-value", "/kind", "value")]),
            ({**SMALL, "services": []}, [("empty-value", "/services", "value")]),
            ({**SMALL, "services": [{"id": "A"}]}, [("malformed-value", "/services/0/id", "value")]),
            ({**SMALL, "services": [{"id": "A" * 65}]}, [("too-long", "/services/0/id", "value")]),
            ({**SMALL, "services": [{"id": "a\n"}]}, [("malformed-value", "/services/0/id", "value")]),
            ({**SMALL, "schedules": {"A": {"once": once, "timeZone": "Etc/UTC"}}}, [("malformed-value", "/schedules/A", "key")]),
            ({**SMALL, "schedules": {"a": {"once": once}}}, [("missing-time-zone", "/schedules", "key")]),
            ({**SMALL, "windows": [{"id": "a", "kind": "blackout", "once": once}]}, [("missing-time-zone", "/windows", "key")]),
            ({**SMALL, "oprations": {}}, [("unknown-property", "/oprations", "key")]),
            (windows({"cron": "0 0 * * *"}), [("cron", "/windows/0/cron", "key")]),
            (windows({}), [("missing-property", "/windows/0", "key")]),
            (windows({"recurring": daily}), [("missing-property", "/windows/0/recurring", "key")]),
            (windows({"recurring": {**daily, "duration": "PT1H", "endTime": "23:00"}}),
             [("conflicting-property", "/windows/0/recurring/duration", "key")]),
            (windows({"recurring": {**daily, "duration": "PT1H", "byDay": [{"day": "mo", "nthOfPeriod": 1}]}}),
             [("conflicting-property", "/windows/0/recurring/byDay/0/nthOfPeriod", "key")]),
            (windows({"recurring": {**daily, "duration": "PT1H", "byMonthDay": [0]}}),
             [("out-of-range", "/windows/0/recurring/byMonthDay/0", "value")]),
            (windows({"once": once, "target": {"agent": "a"}}), [("target-gap", "/windows/0/target/agent", "key")]),
            (windows({"once": once, "start": "2026-01-01T00:00"}), [("conflicting-property", "/windows/0/start", "key")]),
            (windows({"once": once, "letThrough": ["a"]}),
             [("conflicting-property", "/windows/0/letThrough", "key"), ("unknown-role", "/windows/0/letThrough/0", "value")]),
            ({**SMALL, "operations": {"onlyDuringMaintenance": ["a", "a"]}},
             [("duplicate-item", "/operations/onlyDuringMaintenance/1", "value")]),
        ):
            self.assertEqual(problems(value), expected, value)

    def test_agrees_with_jsonschema(self):
        try:
            import jsonschema
            import referencing
        except ImportError:
            self.skipTest("no jsonschema")
        base = "https://schema.invalid/v1/"
        resources = []
        for path in schema.FOLDER.glob("*.schema.json"):
            content = json.loads(path.read_text(encoding="utf-8"))
            content["$id"] = base + path.name
            resources.append((base + path.name, referencing.Resource.from_contents(content)))
        registry = referencing.Registry().with_resources(resources)
        validator = jsonschema.Draft202012Validator({"$ref": base + "definition.schema.json"}, registry=registry)
        random.seed(5)
        spare = [None, True, 0, 1, -1, 7, 99, "", "x", "mo", "admit", "PT1H", "2026-01-01", [], {}, ["mo"], ["a", "a"], {"a": 1}]
        for _ in range(1500):
            value = copy.deepcopy(LARGE)
            for _ in range(random.randint(1, 3)):
                here = value
                while True:
                    keys = list(here) if isinstance(here, dict) else list(range(len(here)))
                    if not keys:
                        break
                    key = random.choice(keys)
                    if isinstance(here[key], (dict, list)) and here[key] and random.random() < 0.8:
                        here = here[key]
                        continue
                    if random.random() < 0.5:
                        del here[key]
                    elif random.random() < 0.7:
                        here[key] = copy.deepcopy(random.choice(spare))
                    elif isinstance(here, dict):
                        here[random.choice(["timeZone", "rrule", "count", "endDate", "foo", "byMonth", "once"])] = random.choice(spare)
                    break
            self.assertEqual(schema.fits(value, "definition.schema.json"), validator.is_valid(value), value)


class Meaning(unittest.TestCase):
    def test_references(self):
        value = copy.deepcopy(LARGE)
        value["windows"][0]["exclude"] = ["nothing"]
        value["windows"][1]["letThrough"] = ["admin", "nobody"]
        value["overrides"][0]["roles"] = ["nobody"]
        value["transitions"]["approval"]["approvers"] = ["nobody"]
        value["windows"][1]["target"] = {"client": "acme", "site": "HQ", "agent": "db-7"}
        self.assertEqual(sorted(problems(value)), [
            ("unknown-agent", "/windows/1/target/site", "value"),
            ("unknown-role", "/overrides/0/roles/0", "value"),
            ("unknown-role", "/transitions/approval/approvers/0", "value"),
            ("unknown-role", "/windows/1/letThrough/1", "value"),
            ("unknown-schedule", "/windows/0/exclude/0", "value"),
        ])

    def test_operations(self):
        def at(pattern, **operations):
            value = {**SMALL, "operations": {"blocked": ["a.b.c", "d.*"], **operations},
                     "roles": [{"id": "r", "admitted": True, "may": ["force"], "bypass": [pattern]}]}
            return [code for code, _, _ in problems(value)]
        for pattern in ("a.b.c", "a.*", "a.b.*", "d.e", "d.*", "d.e.*", "*"):
            self.assertEqual(at(pattern), [], pattern)
        for pattern in ("a", "a.b", "b.*", "d", "a.b.c.*", "A.*"):
            self.assertEqual(at(pattern), ["unknown-operation"], pattern)
            self.assertEqual(at(pattern, unlisted="deny"), [], pattern)

    def test_times(self):
        def codes(*values):
            return problems(windows(*values))
        once = {"once": [{"start": "2026-01-01T10:00", "end": "2026-01-01T10:00"}]}
        self.assertEqual(codes(once), [("end-before-start", "/windows/0/once/0/end", "value")])
        gap = {"once": [{"start": "2026-03-29T02:10", "end": "2026-03-29T02:50"}]}
        self.assertEqual(codes(gap), [("empty-occurrence", "/windows/0/once/0/end", "value")])
        two = {"once": [{"start": "2026-01-01T10:00", "end": "2026-01-01T12:00"},
                        {"start": "2026-01-01T12:00", "end": "2026-01-01T14:00"},
                        {"start": "2026-01-01T09:00", "end": "2026-01-01T10:01"}]}
        self.assertEqual(codes(two), [("overlapping-occurrences", "/windows/0/once/2", "value")])
        long = {"rrule": "FREQ=DAILY", "start": "2026-01-01T10:00", "duration": "P1D"}
        self.assertEqual(codes(long), [])
        self.assertEqual(codes({**long, "duration": "PT25H"}), [("overlapping-occurrences", "/windows/0/rrule", "value")])
        self.assertEqual(codes({**long, "duration": "PT0H0M"}), [("zero-duration", "/windows/0/duration", "value")])
        self.assertEqual(codes({**long, "rrule": "FREQ=DAILY;UNTIL=20260101T0959"}),
                         [("end-before-start", "/windows/0/rrule", "value")])
        never = {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "start": "2026-01-01T10:00", "duration": "P1D"}
        self.assertEqual(codes(never), [("no-occurrence", "/windows/0/rrule", "value")])
        self.assertEqual(codes({**long, "start": "0000-01-01T10:00"}), [("malformed-value", "/windows/0/start", "value")])
        self.assertEqual(codes({**long, "timeZone": "CEST"}), [("unknown-time-zone", "/windows/0/timeZone", "value")])


if __name__ == "__main__":
    unittest.main()
