"""The line protocol: one JSON request a line on stdin, one JSON answer a line on stdout."""

import functools
import json
import sys
import threading

import definition as definitions
import evaluate as evaluation
import feed
import machine
import schema
import status
from civil import format_instant, parse_instant
from maintenance import Model
from targets import target_of
from toggles import Refused, State, act, same, settle


class Error(Exception):
    def __init__(self, code, **more):
        super().__init__(code)
        self.answer = {"code": code, **more}


# Reading

def _whole(text):
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 1e300 else number


def _integer(text):
    return int(text) if len(text) < 300 else float(text)


def _constant(text):
    raise ValueError(text)


def read(text):
    return json.loads(text, parse_float=_whole, parse_int=_integer, parse_constant=_constant)


@functools.lru_cache(maxsize=64)
def _model(text):
    """The model of a definition, or None where it is not valid."""
    value = json.loads(text)
    return Model(value) if definitions.is_valid(value) else None


def model_of(value):
    if value is None:
        return None
    return _model(json.dumps(value, sort_keys=False))


def need_model(request):
    model = model_of(request.get("definition"))
    if model is None:
        raise Error("invalid-definition")
    return model


def need_instant(request, key="at"):
    instant = parse_instant(request.get(key))
    if instant is None:
        raise Error("bad-request", message=key)
    return instant


# What is given to an evaluator

def _request_fits(request):
    """MM-EVAL-003, 005"""
    if not isinstance(request, dict) or set(request) - {"operation", "roles", "target", "startedAt", "rootStartedAt"}:
        return False
    if not schema.fits(request.get("operation"), "names.schema.json#/$defs/operation"):
        return False
    roles = request.get("roles", [])
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        return False
    if not schema.fits(request.get("target", {}), "target.schema.json#"):
        return False
    return all(parse_instant(request[key]) is not None for key in ("startedAt", "rootStartedAt") if key in request)


def _state_fits(state):
    """MM-EVAL-006"""
    if state is None:
        return True
    if not isinstance(state, dict):
        return False
    if not schema.fits(state.get("toggles", []), "state.schema.json#/properties/toggles"):
        return False
    if not schema.fits(state.get("saved", []), "state.schema.json#/properties/saved"):
        return False
    return _once_each(state)


def _once_each(state):
    for key in ("toggles", "saved"):
        targets = [target_of(entry["target"]) for entry in state.get(key, ())]
        if len(set(targets)) != len(targets):
            return False
    return all(_once_each(entry) for entry in state.get("saved", ()))


_MEMBERS = ("phase", "revision", "request", "pending", "failure", "inFlight", "services", "definition")


# Operations of the protocol

def hello(request):
    return {"name": "python", "ops": list(OPS)}


def evaluate(request):
    question, state = request.get("request"), request.get("state")
    at = need_instant(request)
    if not _request_fits(question):
        raise Error("invalid-request")
    if not _state_fits(state):
        raise Error("invalid-state")
    model = model_of(request.get("definition"))
    if model is None:
        return evaluation.invalid_definition()
    return evaluation.evaluate(model, state, question, at)


def occurrences(request):
    model = need_model(request)
    begin, end = need_instant(request, "from"), need_instant(request, "to")
    calendar = next((w.calendar for w in model.windows if w.id == request.get("window")), None)
    if calendar is None:
        raise Error("unknown-window")
    found = calendar.stretches(begin, end) if request.get("merged") else calendar.occurrences(begin, end)
    return {"occurrences": [{"start": format_instant(s), "end": format_instant(e)} for s, e in found]}


def _state(request):
    if not _state_fits(request.get("state")):
        raise Error("invalid-state")
    return State.read(request.get("state"))


def transition(request):
    at = need_instant(request)
    action = request.get("action")
    if not isinstance(action, dict):
        raise Error("invalid-request")
    command = {key: value for key, value in action.items() if key != "by"}
    if not schema.fits(action.get("by", "nobody"), "state.schema.json#/$defs/by"):
        raise Error("invalid-request")
    if not schema.fits(command, "transition.schema.json#"):
        raise Error("invalid-request")
    model = need_model(request)
    before = settle(model, _state(request), at)
    try:
        after = act(model, before, {"by": "nobody", **action}, at)
    except Refused as refused:
        raise Error(refused.code, **({"rule": refused.rule} if refused.rule else {})) from None
    return {"state": after.write(), "changed": not same(before, after)}


def settled(request):
    at = need_instant(request)
    return {"state": settle(need_model(request), _state(request), at).write()}


def _whole(request):
    """What ops about the whole state are about: model, state, instant."""
    at = need_instant(request)
    state = request.get("state")
    if not _state_fits(state) or not _members_fit(state):
        raise Error("invalid-state")
    return need_model(request), state, at


def _members_fit(state):
    """A whole state may lack members; those that it has are as the schema says."""
    return all(schema.fits(value, "state.schema.json#/properties/" + key) for key, value in (state or {}).items()
               if key in _MEMBERS)


def commanded(request):
    model, state, at = _whole(request)
    question = request.get("command")
    try:
        return machine.command(model, state, question if isinstance(question, dict) else {}, at)
    except Refused as refused:
        raise Error(refused.code, **({"rule": refused.rule} if refused.rule else {}), entries=refused.entries) from None


def shown(request):
    return status.status(*_whole(request))


def agents(request):
    return status.agents(*_whole(request))


def ics(request):
    model = need_model(request)
    return {"ics": feed.write(model, need_instant(request, "from"), need_instant(request, "to"))}


def check(request):
    at = need_instant(request) if "at" in request else 0
    return {"problems": definitions.check(request.get("definition"), at)}


OPS = {"hello": hello, "evaluate": evaluate, "occurrences": occurrences, "transition": transition, "settle": settled,
       "check": check, "command": commanded, "status": shown, "agents": agents, "ics": ics}


def answer(line):
    known = {}
    try:
        try:
            request = read(line)
        except ValueError:
            request = None
        if not isinstance(request, dict):
            return {"id": None, "error": {"code": "bad-request"}}
        known = {"id": request.get("id")}
        op = OPS.get(request.get("op")) if isinstance(request.get("op"), str) else None
        if op is None:
            return {**known, "error": {"code": "unsupported"}}
        return {**known, "result": op(request)}
    except Error as error:
        return {**known, "error": error.answer}
    except Exception as error:  # one line is never the end of the others
        return {"id": None, **known, "error": {"code": "internal", "message": f"{type(error).__name__}: {error}"[:300]}}


def main():
    for line in sys.stdin.buffer:
        if line.strip():
            text = line.decode("utf-8", "surrogatepass")
            sys.stdout.write(json.dumps(answer(text), separators=(",", ":")) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    sys.setrecursionlimit(100_000)
    threading.stack_size(512 * 1024 * 1024)
    worker = threading.Thread(target=main)
    worker.start()
    worker.join()
