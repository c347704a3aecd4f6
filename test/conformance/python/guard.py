"""What a host does about what happens to it: asks, lets go, refuses, stops, reports (endpoint.md, MM-HOST-001 to 063)."""

import heapq

from civil import parse_instant
from fits import fits
from targets import covers, target_of


def steps(events):
    """For each event what the host does, and the phase that it shows. The events are fit."""
    host = _Host()
    return [host.step(event) for event in events]


def is_event(value):
    """Whether a host can be told of it."""
    if not isinstance(value, dict) or parse_instant(value.get("at")) is None or not _is_text(value.get("type")):
        return False
    if value["type"] not in _EVENTS or not all(_FORMS[name](value.get(name)) for name in _EVENTS[value["type"]][1]):
        return False
    return fits(value.get("target", {}), "target.schema.json") and _is_text(value.get("startedBy", ""))


class _Operation:
    """One that is wanted or runs."""

    def __init__(self, event, number, root):
        self.id = event["id"]
        self.number = number  # in the order in which they were wanted
        self.request = {key: event[key] for key in ("operation", "roles", "target") if key in event}
        if root is not None:  # MM-HOST-006
            self.request["rootStartedAt"] = root
        self.due = event.get("due") is True
        self.question = None  # the number of the one that is open
        self.until = None  # when the decision that let it go can no longer be used; None: as long as nothing changes

    def runs(self):
        return "startedAt" in self.request


class _Host:
    def __init__(self):
        self.operations = {}  # by id
        self.wanted_ever = 0
        self.questions = 0
        self.open = {}  # operations by the number of a question
        self.lapses = []  # a heap of (instant at which a decision lapses, number and id of the operation)
        self.held = []  # what will be reported
        self.phase = "unknown"
        self.at = None

    def step(self, event):
        self.at = event["at"]
        self.asks, self.does = [], []
        _EVENTS[event["type"]][0](self, event)
        self.ask_again()
        return {"do": self.asks + self.does, "phase": self.phase}

    def ask_again(self):
        """MM-HOST-004, 005"""
        lapsed, now = {}, parse_instant(self.at)
        while self.lapses and self.lapses[0][0] <= now:
            until, number, name = heapq.heappop(self.lapses)
            operation = self.operations.get(name)
            if operation and operation.number == number and operation.until == until and operation.question is None:
                lapsed[number] = operation
        for number in sorted(lapsed):
            self.ask(lapsed[number])

    def ask(self, operation):
        self.questions += 1
        self.open.pop(operation.question, None)
        self.open[self.questions] = operation
        operation.question = self.questions
        self.asks.append({"do": "ask", "question": self.questions, "id": operation.id, "request": dict(operation.request)})

    # Events

    def wanted(self, event):
        """MM-HOST-001"""
        parent = self.operations.get(event.get("startedBy"))
        self.wanted_ever += 1
        operation = _Operation(event, self.wanted_ever, parent.request.get("rootStartedAt") if parent else None)
        self.operations[operation.id] = operation
        self.ask(operation)

    def action(self, event):
        """MM-HOST-008"""
        self.does.append({"do": "go", "id": event["id"]})

    def answered(self, event):
        operation = self.open.pop(event["question"], None)
        if operation is None or self.operations.get(operation.id) is not operation:
            return  # it was about what no longer is, or nobody waits for it
        operation.question = None
        answer = event["answer"] if isinstance(event.get("answer"), dict) else {}
        if answer.get("decision") != "allow":  # MM-HOST-002, 003, 062
            self.hold_up(operation, answer)
            return
        operation.until = parse_instant(answer.get("nextChange"))
        if operation.until is not None:
            heapq.heappush(self.lapses, (operation.until, operation.number, operation.id))
        in_time = operation.until is None or parse_instant(self.at) < operation.until
        if in_time and not operation.runs():
            operation.request = {"rootStartedAt": self.at, **operation.request, "startedAt": self.at}
            self.does.append({"do": "go", "id": operation.id})

    def hold_up(self, operation, answer):
        """MM-HOST-007"""
        del self.operations[operation.id]
        said = {key: answer[key] for key in ("code", "answer", "retryAfter") if key in answer}
        if operation.runs():
            self.does.append({"do": "stop", "id": operation.id, **said})
            return
        self.does.append({"do": "refuse", "id": operation.id, **said})
        code = {"code": answer["code"]} if "code" in answer else {}
        self.held.append({"operation": operation.request["operation"], "target": operation.request.get("target", {}),
                          "at": self.at, **code, "due": operation.due})

    def finished(self, event):
        self.operations.pop(event["id"], None)

    def time(self, event):
        """What it brings is looked at after every event."""

    def changed(self, event):
        """MM-HOST-004: no decision can be used any longer, and no answer to a question that was open."""
        for operation in self.operations.values():
            self.ask(operation)

    def status(self, event):
        """MM-HOST-063"""
        phase = event["status"].get("phase")
        self.phase = phase if fits(phase, "state.schema.json#/$defs/phase") else "unknown"

    def ended(self, event):
        """MM-HOST-051 to 053"""
        inside, outside = [], []
        for entry in self.held:
            (inside if covers(target_of(event["target"]), target_of(entry["target"])) else outside).append(entry)
        self.held = outside
        if inside:
            self.does.append({"do": "report", "target": event["target"], "held": inside})


def _is_text(value):
    return isinstance(value, str)


_FORMS = {
    "id": _is_text,
    "operation": _is_text,
    "target": lambda value: isinstance(value, dict),
    "question": lambda value: type(value) is int,
    "status": lambda value: isinstance(value, dict),
}
_EVENTS = {  # what is done, and the members that it needs
    "wanted": (_Host.wanted, ("id", "operation")),
    "action": (_Host.action, ("id",)),
    "answered": (_Host.answered, ("question",)),
    "finished": (_Host.finished, ("id",)),
    "time": (_Host.time, ()),
    "changed": (_Host.changed, ()),
    "status": (_Host.status, ("status",)),
    "ended": (_Host.ended, ("target",)),
}
