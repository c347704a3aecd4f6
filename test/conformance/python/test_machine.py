"""Commands, status, agents and iCalendar, as requests of the line protocol (MM-STATE-061 to 183, MM-SCHED-091 to 097)."""

import unittest

from test_state import BASE, DB7, ask

ADMIN = {"name": "ann", "roles": ["admin"]}
ROLES = [{"id": "admin", "admitted": True, "may": ["enable", "disable", "force", "restart"]}, {"id": "lead"}]
LEAD = {"name": "lea", "roles": ["lead"]}
RUNS = [{"id": "p1", "operation": "run", "startedAt": "2026-01-01T09:00:00.000Z"}]


def instant(time):
    return f"2026-01-01T{time}:00.000Z"


def define(**more):
    return {**BASE, "roles": ROLES, "services": [{"id": "aos"}, {"id": "mr"}], **more}


class Commands(unittest.TestCase):
    """Each test tells one story; `self.state` is what the command before has left."""

    def setUp(self):
        self.state = None
        self.definition = define()

    def command(self, time, type, **more):
        answer = ask(op="command", definition=self.definition, state=self.state, at=instant(time),
                     command={"type": type, **more})
        self.state = answer.get("state", self.state)
        return answer

    def action(self, time, action, target=None, caller=ADMIN, **more):
        return self.command(time, "request", caller=caller,
                            action={"action": action, "target": target or {}, "reason": "r", **more})

    def history(self, answer):
        return [(e["at"][11:16], e["by"], e["action"], e["outcome"], e.get("code"), e["revision"]) for e in answer["entries"]]

    def test_whole_state_from_nothing(self):
        answer = self.command("10:00", "time")
        self.assertEqual((answer["changed"], answer["entries"]), (False, []))
        self.assertEqual(set(self.state), {"phase", "revision", "toggles", "saved", "inFlight", "services", "definition"})
        self.assertEqual(self.state["services"], [{"id": "aos", "pending": False}, {"id": "mr", "pending": False}])

    def test_refusal_is_in_the_history(self):
        self.action("10:00", "enable")
        refused = self.action("10:01", "enable", caller=LEAD)
        self.assertEqual(refused, {"code": "forbidden", "entries": [
            {"at": instant("10:01"), "by": "lea", "action": "enable", "target": {}, "reason": "r", "revision": 1,
             "outcome": "refused", "code": "forbidden"}]})

    def test_order_of_refusals(self):
        self.definition = define(overrides=[{"id": "o", "effect": "maintenance", "reason": "r"}])
        late = {"until": instant("09:00")}
        self.assertEqual(self.action("10:00", "enable", caller=LEAD, **late)["code"], "invalid-request")
        self.assertEqual(self.action("10:00", "disable", caller=LEAD, **late)["code"], "invalid-request")
        self.assertEqual(self.action("10:00", "disable", caller=LEAD)["code"], "forbidden")
        self.assertEqual(self.command("10:00", "restart", caller=LEAD, service="sql")["code"], "forbidden")
        kept = self.action("10:00", "disable")
        self.assertEqual((kept["code"], kept["rule"]), ("kept-on", "/overrides/0"))
        self.command("10:00", "restart", caller=ADMIN, service="mr")
        self.assertEqual(self.command("10:01", "restart", caller=ADMIN, service="sql")["code"], "not-found")
        self.assertEqual(self.action("10:01", "disable")["code"], "busy")

    def test_malformed(self):
        for value in ({"type": "sing"}, {"type": ["time"]}, {}, {"type": "request", "caller": ADMIN}, {"type": "approve"},
                      {"type": "request", "caller": ADMIN, "action": {"action": "enable", "target": {}}},
                      {"type": "request", "caller": {"name": "", "roles": []}, "action": {"action": "disable"}},
                      {"type": "restarted", "service": 7}, {"type": "in-flight", "operations": [{}]}):
            answer = ask(op="command", definition=self.definition, at=instant("10:00"), command=value)
            self.assertEqual(answer, {"code": "invalid-request", "entries": []}, value)

    def test_nothing_to_change_is_recorded(self):
        answer = self.action("10:00", "disable")
        self.assertFalse(answer["changed"])
        self.assertEqual(self.history(answer), [("10:00", "ann", "disable", "carried-out", None, 0)])

    def test_end_of_a_toggle(self):
        self.action("10:00", "enable", DB7, until=instant("14:00"))
        self.action("10:01", "enable", until=instant("16:00"))
        self.assertEqual(self.command("15:00", "time")["changed"], False)
        answer = self.action("17:00", "disable")
        self.assertEqual(answer["changed"], False)
        self.assertEqual(self.history(answer), [("16:00", "ann", "expire", "carried-out", None, 3),
                                                ("14:00", "ann", "expire", "carried-out", None, 3),
                                                ("17:00", "ann", "disable", "carried-out", None, 3)])

    def test_approval(self):
        self.definition = define(transitions={"approval": {"for": ["enable"], "approvers": ["lead"]}})
        self.assertEqual(self.command("10:00", "approve", caller=LEAD), {"code": "no-request", "entries": []})
        self.assertEqual(self.history(self.action("10:00", "force-enable", DB7)),
                         [("10:00", "ann", "force-enable", "requested", None, 1)])
        self.assertEqual(self.state["toggles"], [])
        self.assertEqual(self.action("10:01", "enable")["code"], "busy")
        self.assertEqual(self.history(self.action("10:02", "disable")), [("10:02", "ann", "disable", "carried-out", None, 1)])
        self.assertEqual(self.command("10:03", "approve", caller={"name": "ann", "roles": "owner"})["code"], "forbidden")
        self.assertEqual(self.command("10:03", "reject", caller={"name": "eve", "roles": ["admin"]})["code"], "forbidden")
        answer = self.command("10:04", "approve", caller=LEAD)
        self.assertEqual(self.history(answer), [("10:04", "lea", "approve", "carried-out", None, 2),
                                                ("10:04", "ann", "force-enable", "carried-out", None, 2)])
        self.assertNotIn("request", self.state)
        (toggle,) = self.state["toggles"]
        self.assertEqual((toggle["by"], toggle["since"], toggle["forced"]), ("ann", instant("10:04"), True))

    def test_refused_approval_waits_on(self):
        self.definition = define(transitions={"approval": {"for": ["disable", "enable"], "approvers": ["lead"]}},
                                 overrides=[{"id": "o", "effect": "maintenance", "target": DB7, "reason": "r"}])
        self.action("10:00", "disable", DB7)
        refused = self.command("10:01", "approve", caller=LEAD)
        self.assertEqual((refused["code"], refused["rule"]), ("kept-on", "/overrides/0"))
        self.assertEqual(self.history(refused), [("10:01", "lea", "approve", "refused", "kept-on", 1)])
        self.assertEqual(self.command("10:02", "reject", caller=ADMIN)["changed"], True)
        self.action("10:03", "enable", until=instant("11:00"))
        self.assertEqual(self.command("11:00", "approve", caller=LEAD)["code"], "invalid-request")
        self.assertIn("request", self.state)

    def test_restart_that_comes_too_late(self):
        self.definition = define(transitions={"restart": {"services": ["aos"]}})
        answer = self.action("10:00", "enable", until=instant("11:00"))
        self.assertEqual(self.history(answer), [("10:00", "ann", "enable", "accepted", None, 1)])
        self.assertEqual(self.state["phase"], "entering")
        answer = self.command("11:00", "restarted", service="aos")
        self.assertEqual(self.history(answer), [("11:00", "host", "restarted", "carried-out", None, 2),
                                                ("11:00", "ann", "enable", "failed", "invalid-request", 2)])
        self.assertEqual((self.state["phase"], self.state["toggles"]), ("failed", []))
        self.assertEqual(self.state["failure"]["at"], instant("11:00"))
        self.action("11:01", "disable")
        self.assertEqual(self.state["phase"], "off")

    def test_force_disable_ends_every_wait(self):
        self.definition = define(transitions={"restart": {"services": ["aos"]}})
        self.action("10:00", "enable")
        answer = self.action("10:01", "force-disable")
        self.assertEqual(self.history(answer), [("10:01", "ann", "force-disable", "carried-out", None, 2)])
        self.assertEqual((self.state["phase"], "pending" in self.state), ("off", False))
        self.action("10:02", "enable")
        self.command("10:03", "restarted", service="aos")
        self.command("10:04", "restart", caller=ADMIN, service="mr")
        self.action("10:05", "force-disable")
        self.assertEqual((self.state["phase"], self.state["pending"]["action"]), ("leaving", "force-disable"))
        self.assertEqual(len(self.state["toggles"]), 1)
        self.command("10:06", "restarted", service="aos")
        self.assertEqual((self.state["phase"], self.state["toggles"]), ("off", []))
        self.assertEqual([service["pending"] for service in self.state["services"]], [False, False])

    def test_drain_that_is_cancelled(self):
        self.definition = define(transitions={"drain": {"timeout": "PT1H", "then": "cancel"}}, windows=[
            {"id": "w", "kind": "maintenance", "once": [{"start": "2026-01-01T10:30", "end": "2026-01-01T12:00"}]}])
        self.command("09:00", "in-flight", operations=RUNS)
        answer = self.action("10:00", "enable")
        self.assertEqual(self.history(answer), [("10:00", "ann", "enable", "accepted", None, 2)])
        self.assertEqual(self.state["phase"], "draining")
        self.assertEqual(self.action("10:59", "enable")["code"], "busy")
        answer = self.command("11:30", "time")
        self.assertEqual(self.history(answer), [("11:00", "ann", "enable", "failed", None, 3)])
        (toggle,) = self.state["toggles"]  # the window keeps it on, so its end sets an `off`
        self.assertEqual((toggle["mode"], toggle["since"], toggle["until"]), ("off", instant("11:00"), instant("12:00")))

    def test_deadline_before_an_end(self):
        self.definition = define(transitions={"drain": {"timeout": "PT1H", "then": "proceed"}})
        self.command("09:00", "in-flight", operations=RUNS)
        self.action("10:00", "enable", until=instant("11:00"))
        self.assertEqual([entry[2:4] for entry in self.history(self.command("11:00", "time"))],
                         [("enable", "carried-out"), ("expire", "carried-out")])

    def test_drains_only_for_what_runs_inside(self):
        self.definition = define(transitions={"drain": {"timeout": "PT1H", "then": "proceed"}})
        self.command("09:00", "in-flight", operations=[{**RUNS[0], "target": {"client": "other"}}, {**RUNS[0], "id": "p2"}])
        self.action("10:00", "enable", {"client": "acme"})
        self.assertNotIn("pending", self.state)
        self.action("10:01", "enable", {"client": "other"})
        self.assertEqual(self.state["pending"]["deadline"], instant("11:01"))
        answer = self.command("10:02", "in-flight", operations=RUNS)
        self.assertEqual(self.history(answer), [("10:02", "ann", "enable", "carried-out", None, 4)])

    def test_adopted_definition(self):
        self.definition = define(transitions={"restart": {"services": ["aos", "mr"]}})
        self.action("10:00", "enable")
        self.command("10:01", "restarted", service="mr")
        before = self.state["definition"]["digest"]
        self.definition = define(transitions={"restart": {"services": ["mr", "new"]}}, services=[{"id": "mr"}, {"id": "new"}])
        answer = self.command("10:02", "adopt")
        self.assertEqual(self.history(answer), [("10:02", "ann", "enable", "carried-out", None, 3)])
        self.assertEqual([service["id"] for service in self.state["services"]], ["mr", "new"])
        self.assertNotEqual(self.state["definition"]["digest"], before)


class Status(unittest.TestCase):
    def status(self, time, state=None, **more):
        return ask(op="status", definition=define(**more), state=state, at=instant(time))

    def test_current_of_windows(self):
        once = [{"start": "2026-01-01T10:00", "end": "2026-01-01T12:00"}]
        windows = [{"id": name, "kind": "maintenance", "once": once} for name in ("b", "a")]
        notice = {"message": "{start}/{end}/{reason}/{contact}", "contact": "desk"}
        limited = {**windows[0], "id": "c", "title": "Night", "operations": ["x"]}
        shown = self.status("11:00", windows=[*windows, limited], notice=notice)
        self.assertEqual(shown["current"], {"source": "window", "since": instant("10:00"), "until": instant("12:00"),
                                            "window": "a", "rule": "/windows/1"})
        self.assertEqual(shown["notice"]["message"], "2026-01-01 10:00 Etc/UTC/2026-01-01 12:00 Etc/UTC//desk")
        blackout = {**windows[0], "kind": "blackout", "id": "z", "title": "Stop"}
        shown = self.status("11:00", windows=[*windows, blackout], notice=notice)
        self.assertEqual((shown["phase"], shown["current"]["window"]), ("blackout", "z"))
        self.assertIn("/Stop/", shown["notice"]["message"])

    def test_current_of_overrides(self):
        shown = self.status("11:00", overrides=[{"id": name, "effect": "maintenance", "reason": name} for name in ("b", "a")])
        self.assertEqual(shown["current"], {"source": "override", "rule": "/overrides/1", "reason": "a"})

    def test_notice_of_an_action(self):
        notice = {"message": "until {end}", "messageWithoutEnd": "since {start}", "title": "Closed: {reason}"}
        toggle = {"target": {}, "mode": "on", "forced": True, "since": instant("10:00"), "reason": "CHG-7", "by": "ann"}
        for more, message in (({}, "since 2026-01-01 10:00 Etc/UTC"),
                              ({"until": instant("12:00")}, "until 2026-01-01 12:00 Etc/UTC"),
                              ({"until": instant("12:00"), "estimatedEnd": instant("11:45")}, "until 2026-01-01 11:45 Etc/UTC"),
                              ({"message": "{reason} {other}"}, "CHG-7 {other}")):
            shown = self.status("11:00", {"toggles": [{**toggle, **more}]}, notice=notice)
            self.assertEqual(shown["notice"], {"title": "Closed: CHG-7", "message": message})
            self.assertTrue(shown["current"]["forced"])
        away = {**toggle, "target": {"client": "acme"}}
        shown = self.status("11:00", {"toggles": [away]}, notice=notice)
        self.assertEqual((shown["phase"], "notice" in shown), ("partial", False))

    def test_notice_before_a_window(self):
        window = {"id": "w", "kind": "maintenance", "announce": "PT1H", "title": "Night",
                  "once": [{"start": "2026-01-01T12:00", "end": "2026-01-01T13:00"}]}
        shown = self.status("11:00", windows=[window], notice={"message": "{reason} {start} {end}"})
        self.assertEqual(shown["notice"]["message"], "Night 2026-01-01 12:00 Etc/UTC 2026-01-01 13:00 Etc/UTC")
        self.assertEqual(shown["next"], {"window": "w", "kind": "maintenance", "title": "Night", "start": instant("12:00"),
                                         "end": instant("13:00")})
        self.assertNotIn("notice", self.status("10:59", windows=[window], notice={"message": "x"}))

    def test_time_has_passed(self):
        on = {"target": {}, "mode": "on", "forced": False, "since": instant("10:00"), "until": instant("12:00"), "reason": "",
              "by": "ann"}
        shown = self.status("12:00", {"toggles": [on], "revision": 3})
        self.assertEqual((shown["phase"], shown["toggles"], shown["revision"]), ("off", [], 4))

    def test_agents(self):
        inventory = [{"client": "acme", "site": "hq", "ids": ["db-7", "web-1"]}, {"client": "acme", "site": "lab", "ids": ["a"]}]
        overrides = [{"id": "o", "effect": "exempt", "target": DB7, "reason": "INC-1"}]
        on = {"target": {"client": "acme", "site": "hq"}, "mode": "on", "forced": False, "since": instant("10:00"),
              "reason": "CHG-7", "by": "ann"}
        shown = ask(op="agents", definition=define(agents=inventory, overrides=overrides), state={"toggles": [on]},
                    at=instant("11:00"))
        self.assertEqual(shown["agents"], [
            {"target": DB7, "inMaintenance": False, "source": "override", "rule": "/overrides/0", "reason": "INC-1"},
            {"target": {**DB7, "agent": "web-1"}, "inMaintenance": True, "source": "toggle", "reason": "CHG-7"},
            {"target": {"client": "acme", "site": "lab", "agent": "a"}, "inMaintenance": False}])
        self.assertEqual([(g["maintenance"], g["inMaintenance"], g["agents"]) for g in shown["groups"]],
                         [("some", 1, 3), ("some", 1, 2), ("none", 0, 1)])
        self.assertEqual(self.status("11:00", {"toggles": [on]}, agents=inventory)["counts"], {"inMaintenance": 2, "agents": 3})


class Feed(unittest.TestCase):
    def lines(self, **window):
        definition = {**BASE, "timeZone": "Europe/Berlin", "windows": [{"id": "w", "kind": "maintenance", **window}]}
        march = {"from": "2026-03-01T00:00:00.000Z", "to": "2026-04-01T00:00:00.000Z"}
        text = ask(op="ics", definition=definition, **march)["ics"]
        self.assertTrue(text.endswith("END:VCALENDAR\r\n"))
        for line in text.split("\r\n"):
            self.assertLessEqual(len(line.encode()), 75)
        return text.replace("\r\n ", "").split("\r\n")

    def test_written_start_in_a_gap(self):
        lines = self.lines(recurring={"startDate": "2026-03-29", "count": 1, "frequency": "daily", "startTime": "02:30",
                                      "duration": "PT1H"})
        self.assertIn("UID:20260329T0230-w@x", lines)
        self.assertIn("DTSTART:20260329T010000Z", lines)

    def test_the_longer_of_two(self):
        once = [{"start": "2026-03-02T22:00", "end": f"2026-03-03T{end}"} for end in ("02:00", "04:00", "03:00")]
        self.assertEqual([line for line in self.lines(once=once) if line.startswith(("UID", "DTEND"))],
                         ["UID:20260302T2200-w@x", "DTEND:20260303T030000Z"])

    def test_texts(self):
        once = [{"start": "2026-03-02T22:00", "end": "2026-03-03T02:00"}]
        self.assertIn("SUMMARY:a\\\\b\\;c\\,d\\ne " + "ü" * 100, self.lines(once=once, title="a\\b;c,d\r\ne\x07" + "ü" * 100))


if __name__ == "__main__":
    unittest.main()
