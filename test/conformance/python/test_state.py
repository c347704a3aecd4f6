"""The worked examples of state.md and evaluation.md, as requests of the line protocol."""

import json
import unittest

import serve
from fits import fits

BASE = {"apiVersion": "maintenance-mode/v1", "kind": "MaintenanceDefinition", "metadata": {"name": "x"}, "timeZone": "Etc/UTC"}
DB7 = {"client": "acme", "site": "hq", "agent": "db-7"}


SHAPES = {"evaluate": "decision.schema.json", "status": "status.schema.json", "agents": "agents.schema.json"}


def ask(**request):
    """The result or the error, whose shape is looked at in passing."""
    answer = serve.answer(json.dumps(request))
    assert "internal" != answer.get("error", {}).get("code"), answer
    result = answer.get("result") or answer["error"]
    if "result" in answer and request["op"] in SHAPES:
        assert fits(result, SHAPES[request["op"]]), result
    if request["op"] == "command" and "state" in result:
        assert fits(result["state"], "state.schema.json"), result["state"]
    for entry in result.get("entries", ()):
        assert fits({"seq": 1, **entry}, "history.schema.json#/$defs/historyEntry"), entry
    return result


class Actions(unittest.TestCase):
    def run_all(self, *actions, definition=None):
        state, result = None, None
        for index, (name, target) in enumerate(actions):
            result = ask(op="transition", definition=definition or BASE, state=state, at=f"2026-01-01T10:{index:02}:00Z",
                         action={"action": name, "target": target, "reason": "r", "by": "ada"})
            state = result["state"]
        return state

    def test_saved_entry_outlives_force(self):
        before = [("enable", DB7), ("enable", {}), ("force-enable", {})]
        state = self.run_all(*before, ("disable", {}))
        self.assertEqual([(t["target"], t["mode"], t["forced"]) for t in state["toggles"]], [(DB7, "on", False)])
        self.assertEqual(self.run_all(*before, ("force-disable", {})), {"toggles": [], "saved": []})

    def test_saved_toggle_that_ended_meanwhile(self):
        on = {"mode": "on", "forced": False, "since": "2026-01-01T10:00:00Z", "reason": "", "by": "ada"}
        state = {"toggles": [{"target": {}, **on, "until": "2026-01-01T16:00:00Z"}],
                 "saved": [{"target": {}, "toggles": [{"target": DB7, **on, "until": "2026-01-01T14:00:00Z"}], "saved": []}]}
        self.assertEqual(ask(op="settle", definition=BASE, state=state, at="2026-01-01T15:59:59.999Z")["state"], state)
        self.assertEqual(ask(op="settle", definition=BASE, state=state, at="2026-01-01T16:00:00Z")["state"],
                         {"toggles": [], "saved": []})

    def test_planned_end_is_a_disable(self):
        definition = {**BASE, "windows": [{"id": "w", "kind": "maintenance",
                                           "once": [{"start": "2026-01-01T21:00", "end": "2026-01-01T23:00"}]}]}
        state = {"toggles": [{"target": {"client": "acme"}, "mode": "on", "forced": False, "since": "2026-01-01T10:00:00Z",
                              "until": "2026-01-01T22:00:00Z", "reason": "r", "by": "ada"}], "saved": []}
        (toggle,) = ask(op="settle", definition=definition, state=state, at="2026-01-01T22:30:00Z")["state"]["toggles"]
        self.assertEqual((toggle["mode"], toggle["since"], toggle["until"], toggle["by"]),
                         ("off", "2026-01-01T22:00:00Z", "2026-01-01T23:00:00.000Z", "ada"))

    def test_kept_on(self):
        definition = {**BASE, "overrides": [{"id": "o", "effect": "maintenance", "reason": "r"}]}
        error = ask(op="transition", definition=definition, state=None, at="2026-01-01T10:00:00Z",
                    action={"action": "disable", "target": {}, "by": "ada"})
        self.assertEqual(error, {"code": "kept-on", "rule": "/overrides/0"})


class Shown(unittest.TestCase):
    def test_phase(self):
        definition = {**BASE, "agents": [{"client": "acme", "site": "hq", "ids": ["db-7", "web-1"]}], "windows": [
            {"id": "m", "kind": "maintenance", "announce": "PT30M", "target": {"client": "acme"},
             "once": [{"start": "2026-01-01T22:00", "end": "2026-01-02T02:00"}]},
            {"id": "b", "kind": "blackout", "once": [{"start": "2026-01-02T01:00", "end": "2026-01-02T03:00"}]}]}
        on = [{"target": {}, "mode": "on", "forced": False, "since": "2026-01-01T10:00:00Z", "reason": "", "by": "ada"}]
        for at, toggles, phase, after in (("01T21:29", [], "off", "m"), ("01T21:30", [], "scheduled", "m"),
                                          ("01T22:00", [], "partial", "b"), ("02T01:00", [], "blackout", None),
                                          ("01T21:30", on, "on", "m")):
            state, at = {"toggles": toggles, "saved": []}, f"2026-01-{at}:00Z"
            shown = ask(op="status", definition=definition, state=state, at=at)
            self.assertEqual((shown["phase"], shown.get("next", {}).get("window")), (phase, after), at)
        shown = ask(op="agents", definition=definition, at="2026-01-01T12:00:00Z",
                    state={"toggles": [{**on[0], "target": DB7}]})
        self.assertEqual([(g["maintenance"], g["inMaintenance"], g["agents"]) for g in shown["groups"]], [("some", 1, 2)] * 2)


class Decisions(unittest.TestCase):
    def test_blackout_then_window(self):
        definition = {**BASE, "operations": {"blocked": ["session.sign-in"]}, "windows": [
            {"id": "b", "kind": "blackout", "once": [{"start": "2026-01-01T20:00", "end": "2026-01-01T21:00"}], "cutoff": "PT15M"},
            {"id": "m", "kind": "maintenance", "once": [{"start": "2026-01-01T20:30", "end": "2026-01-01T23:00"}],
             "cutoff": "PT15M"}]}
        for at, code, change, retry in (("19:50", "CUTOFF", "20:00", 11_400), ("20:00", "BLACKOUT", "21:00", 10_800),
                                        ("21:00", "OPERATION_BLOCKED", "23:00", 7_200)):
            decision = ask(op="evaluate", definition=definition, request={"operation": "session.sign-in"},
                           at=f"2026-01-01T{at}:00Z")
            self.assertEqual((decision["code"], decision["nextChange"][11:16], decision["retryAfter"]), (code, change, retry))

    def test_the_one_to_name(self):
        """Of windows that repeat alike but have another answer it is the one with the lowest id; so, too, where all is alike."""
        repeat = {"kind": "blackout", "recurring": {"frequency": "daily", "startTime": "10:00", "endTime": "12:00"}}
        windows = [{"id": "c", **repeat, "answer": "C"}, {"id": "b", **repeat}, {"id": "a", **repeat, "answer": "A"}]
        for some, answer, rule in ((windows, "A", "/windows/2"), (windows[:2], None, "/windows/1"),
                                   ([*windows, {**windows[2], "id": "a1"}], "A", "/windows/2"),
                                   ([*windows, {**windows[2], "id": "0"}], "A", "/windows/3")):
            decision = ask(op="evaluate", definition={**BASE, "windows": some}, request={"operation": "x"},
                           at="2026-01-01T11:00:00Z")
            self.assertEqual((decision.get("answer"), decision["rule"]), (answer, rule))

    def test_in_flight(self):
        definition = {**BASE, "operations": {"blocked": ["run"]}, "windows": [
            {"id": "m", "kind": "maintenance", "once": [{"start": "2026-01-01T22:00", "end": "2026-01-02T02:00"},
                                                        {"start": "2026-01-02T06:00", "end": "2026-01-02T07:00"}]}]}
        state = {"toggles": [{"target": {}, "mode": "on", "forced": False, "since": "2026-01-02T01:30:00Z",
                              "until": "2026-01-02T05:00:00Z", "reason": "", "by": "ada"}]}
        for begun, at, code in (("2026-01-01T21:59:59.999Z", "2026-01-02T04:00:00Z", "IN_FLIGHT"),
                                ("2026-01-01T22:00:00.000Z", "2026-01-02T04:00:00Z", "OPERATION_BLOCKED"),
                                ("2026-01-02T05:59:00.000Z", "2026-01-02T06:30:00Z", "IN_FLIGHT")):
            decision = ask(op="evaluate", definition=definition, state=state, at=at,
                           request={"operation": "run", "startedAt": begun})
            self.assertEqual(decision["code"], code, (begun, at))

    def test_order_of_errors(self):
        self.assertEqual(ask(op="evaluate", definition=None, state=[], request={}, at="2026-01-01T00:00:00Z")["code"],
                         "invalid-request")
        self.assertEqual(ask(op="evaluate", definition=None, state=[], request={"operation": "a"},
                             at="2026-01-01T00:00:00Z")["code"], "invalid-state")
        self.assertEqual(ask(op="evaluate", definition=None, request={"operation": "a"}, at="2026-01-01T00:00:00Z")["code"],
                         "INVALID_DEFINITION")


if __name__ == "__main__":
    unittest.main()
