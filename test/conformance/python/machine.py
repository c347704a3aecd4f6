"""Commands to the whole state: who may act, approval, restarts, draining (state.md, MM-STATE-061 to 138)."""

from civil import format_instant, parse_duration
from fits import fits
from status import phase
from targets import target_of
from toggles import Refused, act, need_future, renews, same
from whole import Whole, entry, in_force

_RIGHTS = {"enable": "enable", "disable": "disable", "force-enable": "force", "force-disable": "force"}


def command(model, state, value, at):
    """{state, changed, entries} after a command. Raises Refused, with the entries of the refusal."""
    whole = Whole(model, state)
    kind = value.get("type")
    method, needed = _COMMANDS.get(kind, (None, ())) if isinstance(kind, str) else (None, ())
    if method is None or not all(_FORMS[name](value.get(name)) for name in needed):
        raise Refused("invalid-request")
    caller = value["caller"] if _is_caller(value.get("caller")) else {"name": "host", "roles": []}
    machine = _Machine(whole, at, caller, kind)
    changed = whole.advance(at)
    revision = whole.revision
    try:
        method(machine, *(value[name] for name in needed if name != "caller"))
    except Refused as refused:
        if refused.code not in ("no-request", "not-found"):  # they are about nothing
            refused.entries = [machine.refusal(refused.code, revision)]
        raise
    changed = whole.close() or kind == "time" and changed
    return {"state": whole.write(phase(whole, at)), "changed": changed, "entries": whole.entries}


class _Machine:
    """One command to a state for which time has been carried out."""

    def __init__(self, whole, at, caller, kind):
        self.whole = whole
        self.model = whole.model
        self.at = at
        self.now = format_instant(at)
        self.caller = caller
        self.about = kind, {}, ""  # action, target and reason of a refusal

    def refusal(self, code, revision):
        """MM-STATE-063, 182"""
        action, target, reason = self.about
        return entry(self.now, self.caller["name"], action, target, revision, "refused", reason, code)

    def holds(self, roles):
        """Whether the caller has one of these roles (MM-STATE-072)."""
        return bool(roles) if self.caller["roles"] == "owner" else not roles.isdisjoint(self.caller["roles"])

    def need_right(self, right):
        """MM-STATE-071, 072"""
        roles = self.model.roles
        if not roles and self.caller["roles"] == "owner":
            return
        if not self.holds({role["id"] for role in roles if right in role.get("may", ())}):
            raise Refused("forbidden")

    def need_idle(self, action):
        """MM-STATE-081"""
        if action != "force-disable" and self.whole.busy():
            raise Refused("busy")

    # The four actions

    def request(self, asked):
        action = {"action": asked["action"], "target": asked.get("target", {}), "reason": asked.get("reason", ""),
                  "by": self.caller["name"]}
        if asked["action"] in ("enable", "force-enable"):  # MM-STATE-013
            action.update((key, asked[key]) for key in ("until", "estimatedEnd", "message") if key in asked)
        self.about = action["action"], action["target"], action["reason"]
        need_future(asked, self.at)
        self.need_right(_RIGHTS[action["action"]])
        self.need_idle(action["action"])
        needs_approval = self.model.transitions.get("approval", {}).get("for", ())
        if action["action"].removeprefix("force-") not in needs_approval:
            self.begin(action)
        elif self.whole.request is not None:  # MM-STATE-092
            raise Refused("busy")
        else:
            self.whole.request = {"id": f"r-{self.whole.revision + 1}", **action, "at": self.now}
            self.whole.record_action(self.now, action, "requested")

    def begin(self, action):
        """Carries an action out, or has it wait for restarts (MM-STATE-111, 114, 115)."""
        whole = self.whole
        after = act(self.model, whole.toggles, action, self.at)
        restart = self.model.transitions.get("restart")
        if restart is None or renews(whole.toggles, action) or same(whole.toggles, after):
            self.take_effect(action, after)
            return
        whole.pending = {**action, "at": self.now, "awaits": "restart"}
        for name in restart["services"]:
            whole.set_service(name, pending=True)
        whole.failure = None
        whole.record_action(self.now, action, "accepted")

    def take_effect(self, action, after, begun=None):
        """MM-STATE-082, 083, 131, 136; `begun` is when an action was set going that has waited for restarts."""
        whole = self.whole
        runs = whole.running(target_of(action["target"]))
        drain = self.model.transitions.get("drain")
        drains = drain is not None and runs and action["action"] == "enable" and not renews(whole.toggles, action)
        whole.take(after)
        whole.failure = whole.pending = None
        if action["action"] == "force-disable":
            whole.services = [{**service, "pending": False} for service in whole.services]
        if not drains:
            whole.record_action(self.now, action, "carried-out")
            return
        deadline = format_instant(self.at + parse_duration(drain["timeout"])[1])
        whole.pending = {**action, "at": begun or self.now, "awaits": "drain", "deadline": deadline}
        if begun is None:
            whole.record_action(self.now, action, "accepted")

    # Answers to a request

    def answered(self):
        """The request that is answered (MM-STATE-093, 095, 098)."""
        request = self.whole.request
        if request is None:
            raise Refused("no-request")
        self.about = self.about[0], request["target"], ""
        return request

    def approves(self):
        return self.holds(set(self.model.transitions.get("approval", {}).get("approvers", ())))

    def approve(self):
        request = self.answered()
        if request["by"] == self.caller["name"] or not self.approves():  # MM-STATE-094
            raise Refused("forbidden")
        self.need_idle(request["action"])
        self.whole.request = None
        self.whole.record(self.now, self.caller["name"], "approve", request["target"], "carried-out")
        self.begin({key: request[key] for key in request if key not in ("id", "at")})

    def reject(self):
        request = self.answered()
        if request["by"] != self.caller["name"] and not self.approves():
            raise Refused("forbidden")
        self.whole.request = None
        self.whole.record(self.now, self.caller["name"], "reject", request["target"], "carried-out")

    # Services, and what runs

    def need_service(self, name):
        """MM-STATE-118"""
        if name not in self.model.services:
            raise Refused("not-found")

    def restart(self, name):
        """MM-STATE-116"""
        self.need_right("restart")
        self.need_service(name)
        self.need_idle("restart")
        self.whole.set_service(name, pending=True)
        self.whole.record(self.now, self.caller["name"], "restart", {}, "accepted")

    def restarted(self, name):
        """MM-STATE-112, 117"""
        self.need_service(name)
        self.whole.set_service(name, restartedAt=self.now, pending=False)
        self.whole.record(self.now, self.caller["name"], "restarted", {}, "carried-out")
        self.go_on()

    def go_on(self):
        """Carries out what waited for restarts, when it waits no longer (MM-STATE-112, 113)."""
        pending = self.whole.pending
        if pending is None or pending["awaits"] != "restart" or self.whole.awaits_restart():
            return
        action = {key: pending[key] for key in pending if key not in ("at", "awaits")}
        try:
            self.take_effect(action, act(self.model, self.whole.toggles, action, self.at), begun=pending["at"])
        except Refused as refused:
            self.whole.pending = None
            self.whole.failure = {"at": self.now, "message": f"After the restart it was refused as {refused.code}."}
            self.whole.record_action(self.now, pending, "failed", refused.code)

    def in_flight(self, operations):
        """MM-STATE-133, 137"""
        whole, pending = self.whole, self.whole.pending
        whole.in_flight = operations
        if pending is not None and pending["awaits"] == "drain" and whole.running(target_of(pending["target"])) == 0:
            whole.pending = None
            whole.record_action(self.now, pending, "carried-out")

    # The rest

    def time(self):
        """Time has been carried out before."""

    def adopt(self):
        """MM-STATE-119"""
        known = {service["id"]: service for service in self.whole.services}
        self.whole.services = [known.get(name, {"id": name, "pending": False}) for name in self.model.services]
        self.whole.definition = in_force(self.model)
        self.go_on()


def _is_caller(value):
    if not isinstance(value, dict) or not fits(value.get("name"), "state.schema.json#/$defs/by"):
        return False
    roles = value.get("roles")
    return roles == "owner" or isinstance(roles, list) and all(isinstance(role, str) for role in roles)


_FORMS = {  # of the members of a command
    "caller": _is_caller,
    "action": lambda value: fits(value, "transition.schema.json"),
    "service": lambda value: isinstance(value, str),
    "operations": lambda value: fits(value, "state.schema.json#/$defs/inFlight"),
}

_COMMANDS = {  # the method, and the members that it needs
    "request": (_Machine.request, ("caller", "action")),
    "approve": (_Machine.approve, ("caller",)),
    "reject": (_Machine.reject, ("caller",)),
    "restart": (_Machine.restart, ("caller", "service")),
    "restarted": (_Machine.restarted, ("service",)),
    "in-flight": (_Machine.in_flight, ("operations",)),
    "time": (_Machine.time, ()),
    "adopt": (_Machine.adopt, ()),
}
