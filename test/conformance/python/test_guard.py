"""A host, as questions of the line protocol (endpoint.md, MM-HOST-001 to 063)."""

import unittest

from test_state import ask

ALLOW = {"decision": "allow", "code": "OPEN", "nextChange": None}
DENY = {"decision": "deny", "code": "BLACKOUT", "nextChange": None, "answer": "Closed", "retryAfter": 60}


def steps(*events):
    """What is done at each of (time, type, members), in short."""
    events = [{"at": f"2026-01-01T{time}:00.000Z", "type": type, **members} for time, type, members in events]
    short = {"ask": "question", "go": "id", "refuse": "id", "stop": "id", "report": "target"}
    return [[(what["do"], what[short[what["do"]]]) for what in step["do"]] for step in ask(op="guard", events=events)["steps"]]


def wanted(name, **more):
    return {"id": name, "operation": "run", **more}


class Host(unittest.TestCase):
    def test_two_decisions_that_lapse_together(self):
        """They are asked for in the order in which the operations were wanted, each once."""
        until = {**ALLOW, "nextChange": "2026-01-01T11:00:00.000Z"}
        self.assertEqual(steps(
            ("10:00", "wanted", wanted("b")), ("10:00", "wanted", wanted("a")),
            ("10:01", "answered", {"question": 2, "answer": until}), ("10:02", "answered", {"question": 1, "answer": until}),
            ("10:03", "changed", {"what": "state"}), ("10:04", "answered", {"question": 3, "answer": until}),
            ("10:05", "answered", {"question": 4, "answer": until}), ("11:00", "time", {}), ("11:01", "time", {}),
        ), [[("ask", 1)], [("ask", 2)], [("go", "a")], [("go", "b")], [("ask", 3), ("ask", 4)], [], [],
            [("ask", 5), ("ask", 6)], []])

    def test_what_is_stopped_is_not_reported(self):
        self.assertEqual(steps(
            ("10:00", "wanted", wanted("a")), ("10:00", "answered", {"question": 1, "answer": ALLOW}),
            ("10:01", "changed", {"what": "tzdata"}), ("10:02", "answered", {"question": 2, "answer": DENY}),
            ("10:03", "wanted", wanted("b", target={"client": "acme"})), ("10:03", "answered", {"question": 3, "answer": DENY}),
            ("10:04", "answered", {"question": 3, "answer": ALLOW}), ("11:00", "ended", {"target": {"client": "other"}}),
            ("11:00", "ended", {"target": {}}),
        ), [[("ask", 1)], [("go", "a")], [("ask", 2)], [("stop", "a")], [("ask", 3)], [("refuse", "b")], [], [], [("report", {})]])

    def test_events_that_are_none(self):
        for event in (7, {}, {"type": "time"}, {"type": "sing", "at": "2026-01-01T10:00:00Z"},
                      {"type": "wanted", "id": ["a"], "operation": "x", "at": "2026-01-01T10:00:00Z"},
                      {"type": "ended", "target": {"site": "x"}, "at": "2026-01-01T10:00:00Z"}):
            self.assertEqual(ask(op="guard", events=[event])["code"], "bad-request", event)


if __name__ == "__main__":
    unittest.main()
