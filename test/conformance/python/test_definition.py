"""Problems: the table of shapes and the requirements behind it."""

import copy
import unittest
from unittest import mock

import definition
from schema import deepest

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
    return {**SMALL, "timeZone": "Europe/Berlin", **more, "windows": [
        {"id": f"w{i}", "kind": "maintenance", **v} if isinstance(v, dict) else v for i, v in enumerate(values)]}


class Shape(unittest.TestCase):
    def test_good(self):
        self.assertEqual(problems(SMALL), [])
        self.assertEqual(problems(LARGE), [])

    def test_versions_and_depth(self):
        self.assertEqual(problems({"apiVersion": "maintenance-mode/v2"}), [("unknown-version", "/apiVersion", "value")])
        deep = []
        for _ in range(99):
            deep = [deep]
        self.assertEqual(deepest(deep), None)
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

    def test_very_many_windows(self):
        """Windows that are alike are judged once, and told of as if each had been judged by itself."""
        once = {"once": [{"start": "2026-01-01T10:00", "end": "2026-01-01T12:00"}]}
        sorts = [once, {**once, "operations": ["twice.*"]}, {**once, "exclude": ["nothing"]}, {**once, "kind": "x"},
                 {"once": [{"start": "2026-01-02T10:00", "end": "2026-01-01T12:00"}]}, {**once, "id": 7}, {**once, "id": "w0"}]
        value = windows(*(sorts[number % 7] for number in range(70)), {**once, "operations": ["once.*"]}, 7)
        with mock.patch("alike._MANY", 10):
            found = problems(value)
        self.assertEqual(sorted(found), sorted(problems(value)))
        self.assertEqual({code for code, _, _ in found}, {"unknown-schedule", "unknown-value", "end-before-start", "wrong-type",
                                                          "duplicate-id", "unknown-operation"})

    def test_more_than_200(self):
        value = {**SMALL, "services": [{"id": "s"} for _ in range(300)]}
        found = problems(value)
        self.assertEqual((len(found), found[-1]), (201, ("more-problems", "", "value")))

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
