"""The whole state of an environment: what it lacks, and what time does to it (state.md, MM-STATE-011, 062, 131 to 137)."""

import hashlib
import json

from civil import format_instant, parse_instant
from targets import covers, target_of
from toggles import State, cut_short, settle

_COUNTED = ("toggles", "saved", "request", "pending", "failure", "inFlight", "services")  # what makes a change


class Whole:
    """A state that time and commands change in place; `entries` is what that adds to the history."""

    def __init__(self, model, value):
        value = value or {}
        self.model = model
        self.revision = value.get("revision", 0)
        self.toggles = State.read(value)
        self.request = value.get("request")
        self.pending = value.get("pending")
        self.failure = value.get("failure")
        self.in_flight = value.get("inFlight", [])
        self.services = value.get("services", [{"id": name, "pending": False} for name in model.services])
        self.definition = value.get("definition") or in_force(model)
        self.entries = []
        self._before = self._members()
        self._closed = 0  # of the entries

    def _members(self):
        members = {**self.toggles.write(), "request": self.request, "pending": self.pending, "failure": self.failure,
                   "inFlight": self.in_flight, "services": self.services, "definition": self.definition}
        return {key: value for key, value in members.items() if value is not None}

    def write(self, phase):
        return {"phase": phase, "revision": self.revision, **self._members()}

    def close(self):
        """Counts all that was done since the last time as one change (MM-STATE-062); whether it is one."""
        now = self._members()
        changed = any(now.get(key) != self._before.get(key) for key in _COUNTED)
        self.revision += changed
        for entry in self.entries[self._closed:]:
            entry["revision"] = self.revision
        self._before, self._closed = now, len(self.entries)
        return changed

    # History (MM-STATE-181 to 183)

    def record(self, at, by, action, target, outcome, reason="", code=None):
        self.entries.append(entry(at, by, action, target, self.revision, outcome, reason, code))

    def record_action(self, at, action, outcome, code=None):
        """What has become of one of the four actions."""
        self.record(at, action["by"], action["action"], action["target"], outcome, action["reason"], code)

    def take(self, toggles):
        """Toggles that were worked out come true, with what ended meanwhile."""
        self.toggles = toggles
        for toggle in toggles.ended:
            value = toggle.value
            self.record(format_instant(toggle.until), value["by"], "expire", value["target"], "carried-out", value["reason"])

    # Services

    def set_service(self, name, **more):
        if all(service["id"] != name for service in self.services):
            self.services = [*self.services, {"id": name}]
        self.services = [{**service, **more} if service["id"] == name else service for service in self.services]

    def awaits_restart(self):
        """Whether a service that actions wait for has not restarted yet (MM-STATE-112)."""
        named = self.model.transitions.get("restart", {}).get("services", ())
        return any(service["pending"] and service["id"] in named for service in self.services)

    def busy(self):
        """MM-STATE-081"""
        return self.pending is not None or any(service["pending"] for service in self.services)

    # Time

    def advance(self, at):
        """MM-STATE-011: a deadline comes before an end at the same instant. Whether anything has changed."""
        pending = self.pending or {}
        deadline = parse_instant(pending.get("deadline"))
        if pending.get("awaits") == "drain" and deadline is not None and deadline <= at:
            self.take(settle(self.model, self.toggles, deadline - 1))
            self._deadline(pending, format_instant(deadline))
        self.take(settle(self.model, self.toggles, at))
        return self.close()

    def _deadline(self, pending, at):
        """MM-STATE-134, 135"""
        self.pending = None
        if self.model.transitions.get("drain", {}).get("then") != "cancel":
            self.record_action(at, pending, "carried-out")
            return
        target = target_of(pending["target"])
        cut = cut_short(self.model, self.toggles, target, pending["deadline"])
        del cut.ended[:1]  # the failure says it
        self.take(cut)
        self.failure = {"at": at, "message": f"{self.running(target)} operations still ran at the end of the time to drain."}
        self.record_action(at, pending, "failed")

    def running(self, target):
        """How many operations run at or below a target (MM-STATE-132)."""
        return sum(covers(target, target_of(operation.get("target"))) for operation in self.in_flight)


def entry(at, by, action, target, revision, outcome, reason="", code=None):
    """An entry of the history; what nobody said is left out."""
    value = {"at": at, "by": by, "action": action, "target": target, "reason": reason, "revision": revision,
             "outcome": outcome, "code": code}
    return {key: member for key, member in value.items() if member not in ("", None)}


def in_force(model):
    """The `definition` of a state."""
    text = json.dumps(model.definition, sort_keys=True, separators=(",", ":"))
    return {"name": model.definition["metadata"]["name"], "digest": "sha256:" + hashlib.sha256(text.encode()).hexdigest(),
            "valid": True}
