"""The line protocol: one JSON request a line on stdin, one JSON answer a line on stdout."""

import gc
import json
import marshal
import sys

import definition as definitions
import evaluate as evaluation
import feed
import guard
import machine
import status
from civil import format_instant, parse_instant
from fits import fits
from maintenance import Model
from schema import deepest
from targets import target_of
from texts import read
from toggles import Refused, State, act, same, settle


def main():
    spare_garbage()
    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.write(json.dumps(answer(line.decode("utf-8", "replace")), separators=(",", ":")) + "\n")
            sys.stdout.flush()


def spare_garbage():
    """A definition may have hundreds of thousands of parts: to look for garbage among them would take most of the time."""
    gc.set_threshold(200_000, 20, 100)


def answer(line):
    known = {"id": None}
    try:
        request = _request(line)
        known["id"] = request.get("id")
        operation = request.get("op")
        if not isinstance(operation, str) or operation not in OPS:
            raise Error("unsupported")
        return {**known, "result": OPS[operation](request)}
    except Error as error:
        return {**known, "error": error.answer}
    except Exception as error:  # one line is never the end of the others
        return {**known, "error": {"code": "internal", "message": f"{type(error).__name__}: {error}"[:300]}}


class Error(Exception):
    def __init__(self, code, **more):
        super().__init__(code)
        self.answer = {"code": code, **more}


def _refusal(refused, **more):
    return Error(refused.code, **({"rule": refused.rule} if refused.rule else {}), **more)


# What a request holds

def _request(line):
    try:
        request = read(line)
    except ValueError:
        request = None
    if not isinstance(request, dict):
        raise Error("bad-request")
    return request


def _instant(request, key="at"):
    instant = parse_instant(request.get(key))
    if instant is None:
        raise Error("bad-request", message=key)
    return instant


_MODELS = 64  # how many are kept
_models = {}


def _model_or_none(request):
    """The model of the definition, worked out once for equal ones, or None where it is not valid."""
    value = request.get("definition")
    if value is None:
        return None
    try:
        key = marshal.dumps(value, 2)
    except ValueError:  # too deep
        return None
    if key not in _models:
        if len(_models) >= _MODELS:
            del _models[next(iter(_models))]
        _models[key] = Model(value) if definitions.is_valid(value) else None
    return _models[key]


def _model(request):
    model = _model_or_none(request)
    if model is None:
        raise Error("invalid-definition")
    return model


_QUESTION = {  # the members of a request for a decision (MM-EVAL-003)
    "operation": lambda value: fits(value, "names.schema.json#/$defs/operation"),
    "roles": lambda value: isinstance(value, list) and all(isinstance(role, str) for role in value),
    "target": lambda value: fits(value, "target.schema.json"),
    "startedAt": lambda value: parse_instant(value) is not None,
    "rootStartedAt": lambda value: parse_instant(value) is not None,
}


def _question(request):
    """MM-EVAL-005"""
    value = request.get("request")
    if not isinstance(value, dict) or "operation" not in value or not all(
            key in _QUESTION and _QUESTION[key](member) for key, member in value.items()):
        raise Error("invalid-request")
    return value


_DECIDE = ("toggles", "saved")
_WHOLE = (*_DECIDE, "phase", "revision", "request", "pending", "failure", "inFlight", "services", "definition")


def _state(request, members=_DECIDE):
    """MM-EVAL-006. Every member may be absent."""
    value = request.get("state")
    if value is None:
        return None
    if not isinstance(value, dict) or deepest(value) is not None or not all(
            fits(value[key], "state.schema.json#/properties/" + key) for key in members if key in value):
        raise Error("invalid-state")
    if not _once_each(value):
        raise Error("invalid-state")
    return value


def _once_each(state):
    for key in _DECIDE:
        targets = [target_of(entry["target"]) for entry in state.get(key, ())]
        if len(set(targets)) != len(targets):
            return False
    return all(_once_each(entry) for entry in state.get("saved", ()))


def _action(request):
    value = request.get("action")
    if not isinstance(value, dict) or not fits(value.get("by"), "state.schema.json#/$defs/by") or not fits(
            {key: member for key, member in value.items() if key != "by"}, "transition.schema.json"):
        raise Error("invalid-request")
    return value


# Operations of the protocol

def hello(request):
    return {"name": "python", "ops": list(OPS)}


def check(request):
    return {"problems": definitions.check(request.get("definition"), _instant(request))}


def evaluate(request):
    at, question, state = _instant(request), _question(request), _state(request)
    model = _model_or_none(request)
    return evaluation.invalid_definition() if model is None else evaluation.evaluate(model, state, question, at)


def occurrences(request):
    begin, end = _instant(request, "from"), _instant(request, "to")
    calendar = next((w.calendar for w in _model(request).every_window() if w.id == request.get("window")), None)
    if calendar is None:
        raise Error("unknown-window")
    found = calendar.stretches(begin, end) if request.get("merged") else calendar.occurrences(begin, end)
    return {"occurrences": [{"start": format_instant(s), "end": format_instant(e)} for s, e in found]}


def transition(request):
    at, action, state = _instant(request), _action(request), _state(request)
    model = _model(request)
    before = settle(model, State.read(state), at)
    try:
        after = act(model, before, action, at)
    except Refused as refused:
        raise _refusal(refused) from None
    return {"state": after.write(), "changed": not same(before, after)}


def settled(request):
    at, state = _instant(request), _state(request)
    return {"state": settle(_model(request), State.read(state), at).write()}


def command(request):
    at, state, value = _instant(request), _state(request, _WHOLE), request.get("command")
    try:
        return machine.command(_model(request), state, value if isinstance(value, dict) else {}, at)
    except Refused as refused:
        raise _refusal(refused, entries=refused.entries) from None


def shown(request):
    at, state = _instant(request), _state(request, _WHOLE)
    return status.status(_model(request), state, at)


def agents(request):
    at, state = _instant(request), _state(request, _WHOLE)
    return status.agents(_model(request), state, at)


def ics(request):
    begin, end = _instant(request, "from"), _instant(request, "to")
    return {"ics": feed.write(_model(request), begin, end)}


def guarded(request):
    events = request.get("events")
    if not isinstance(events, list) or not all(map(guard.is_event, events)):
        raise Error("bad-request", message="events")
    return {"steps": guard.steps(events)}


OPS = {"hello": hello, "check": check, "evaluate": evaluate, "occurrences": occurrences, "transition": transition,
       "settle": settled, "command": command, "status": shown, "agents": agents, "ics": ics, "guard": guarded}


if __name__ == "__main__":
    main()
