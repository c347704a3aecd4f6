"""Toggles: how they end and what the four actions do to them (state.md, MM-STATE-001 to 053)."""

import functools
import heapq

from civil import format_instant, parse_instant
from maintenance import follow, kept_on, kept_on_without_windows
from targets import covers, path, target_of, value_of


class Refused(Exception):
    def __init__(self, code, rule=None, message=""):
        super().__init__(code)
        self.code = code
        self.rule = rule
        self.message = message
        self.entries = []  # for the history


class Toggle:
    def __init__(self, value):
        self.value = value
        self.target = target_of(value["target"])
        self.on = value["mode"] == "on"
        self.forced = value["forced"]
        self.since = parse_instant(value["since"])
        self.until = parse_instant(value["until"]) if "until" in value else None

    def counts(self, at):
        """MM-STATE-002"""
        return self.since <= at and (self.until is None or at < self.until)

    def ends_by(self, at):
        return self.until is not None and self.until <= at


class State:
    """Toggles by target, and saved entries by target; a saved entry is a State of its own."""

    def __init__(self, toggles=(), saved=()):
        self.toggles = {}
        self.saved = {}
        self.ended = []  # the toggles that ended while this was worked out, in that order
        self._below = {}  # by client, and by client and site: the targets there of which something is known
        for toggle in toggles:
            self.put(toggle)
        for target, entry in saved:
            self.save(target, entry)

    @classmethod
    def read(cls, value):
        return cls.about(value, lambda target: True)

    @classmethod
    def read_around(cls, value, target):
        """What can ever matter to a target: what is about it and the targets around it.

        All of it, where a saved entry holds something about another place than its own, which no action leaves behind.
        """
        strays = not all(_holds_only_inside(target_of(entry["target"]), entry) for entry in (value or {}).get("saved", ()))
        return cls.about(value, lambda near: strays or covers(near, target))

    @classmethod
    def about(cls, value, chosen):
        def some(key):
            entries = ((target_of(entry["target"]), entry) for entry in (value or {}).get(key, ()))
            return [(target, entry) for target, entry in entries if chosen(target)]
        return cls([Toggle(entry) for _, entry in some("toggles")],
                   [(target, cls.about(entry, chosen)) for target, entry in some("saved")])

    def write(self):
        return {
            "toggles": [t.value for _, t in sorted(self.toggles.items(), key=_by_width)],
            "saved": [{"target": value_of(t), **s.write()} for t, s in sorted(self.saved.items(), key=_by_width)],
        }

    def copy(self):
        """Toggles and saved entries are never changed, only replaced, so they can be shared."""
        return State(self.toggles.values(), self.saved.items())

    def counting(self, at):
        """The toggle at a target that counts, for `follow`."""
        def toggle_of(target):
            toggle = self.toggles.get(target)
            return toggle if toggle is not None and toggle.counts(at) else None
        return toggle_of

    def put(self, toggle):
        self.toggles[toggle.target] = toggle
        self._known(toggle.target)

    def save(self, target, entry):
        self.saved[target] = entry
        self._known(target)

    def _known(self, target):
        for level in (1, 2):
            if len(target) >= level:
                self._below.setdefault(target[:level], set()).add(target)

    def take(self, target):
        """Removes and returns the toggles and saved entries at and below a target."""
        if target == ():
            taken = State(self.toggles.values(), self.saved.items())
            self.toggles, self.saved, self._below = {}, {}, {}
            return taken
        inside = self._below.pop(target, ()) if len(target) < 3 else (target,)
        return State([self.toggles.pop(t) for t in inside if t in self.toggles],
                     [(t, self.saved.pop(t)) for t in inside if t in self.saved])


def _holds_only_inside(target, entry):
    """Whether all that a saved entry of a target holds is about that target or what is below it."""
    held = [*entry.get("toggles", ()), *entry.get("saved", ())]
    return all(covers(target, target_of(e["target"])) and _holds_only_inside(target, e) for e in held)


def _by_width(item):
    return len(item[0]), item[0]


# Ends

def settle(model, state, at):
    """The state in which every toggle that ends by `at` has been ended (MM-STATE-003, 004)."""
    state = state.copy()
    _end_all(model, state, state.toggles.values(), at)
    return state


def cut_short(model, state, target, until):
    """The state in which the `on` of a target ends at `until`, a text (MM-STATE-135)."""
    state = state.copy()
    toggle = state.toggles.get(target)
    if toggle is not None and toggle.on:
        _end(model, state, Toggle({**toggle.value, "until": until}))
    return state


def _end_all(model, state, toggles, at):
    """Ends those of some toggles, and of what comes back meanwhile, that end by `at`: the earliest first, then the widest.

    Like the next two, it gives the targets whose toggle is another one now.
    """
    ends, touched = [], set()

    def look_at(some):
        for toggle in some:
            if toggle.ends_by(at):
                heapq.heappush(ends, (toggle.until, *_by_width((toggle.target, toggle))))

    look_at(toggles)
    while ends:
        until, _, target = heapq.heappop(ends)
        toggle = state.toggles.get(target)
        if toggle is not None and toggle.until == until:  # else it went with something wider
            new = _end(model, state, toggle)
            look_at(state.toggles[t] for t in new if t in state.toggles)
            touched |= new
    return touched


def _end(model, state, toggle):
    state.ended.append(toggle)
    if not toggle.on:
        del state.toggles[toggle.target]
        return set()
    at = toggle.until
    touched = _put_back(model, state, toggle.target, at)
    _hold_off(model, state, toggle.target, at, {"since": toggle.value["until"], "reason": "", "by": toggle.value["by"]})
    return touched | {toggle.target}


def _put_back(model, state, target, at):
    """MM-STATE-031, 032"""
    back = state.take(target).saved.get(target, State())
    for toggle in back.toggles.values():
        state.put(toggle)
    for t, entry in back.saved.items():
        state.save(t, entry)
    return _end_all(model, state, back.toggles.values(), at).union(back.toggles)


def _hold_off(model, state, target, at, words):
    """MM-STATE-033 to 035; says what keeps the target on, where no `off` can help."""
    toggle_of = state.counting(at)
    what = kept_on(model, target, at, toggle_of)
    if not what.on or (what.kind in ("toggle", "forced") and what.target == target):
        return None
    if what.kind in ("override", "forced"):
        return what
    until = None
    if not kept_on_without_windows(model, target, at, toggle_of).on:
        until = _latest_end(model, at, path(target))
    _set(state, target, "off", False, words, until)
    return None


def _latest_end(model, at, targets):
    """The latest end of the stretches of active maintenance windows without operations; None when one has none."""
    ends = [calendar.stretch_end(at) for target in targets for group in model.whole(target)
            for calendar in group.by_calendar if calendar.is_open(at)]
    return max(ends) if ends and None not in ends else None


def _set(state, target, mode, forced, words, until=None):
    value = {"target": value_of(target), "mode": mode, "forced": forced, **words}
    if until is not None:
        value["until"] = format_instant(until)
    state.put(Toggle(value))


# The four actions

_OPTIONAL = ("until", "estimatedEnd", "message")


def act(model, state, action, at):
    """The state after an action; the one given has been settled and stays as it is. Raises Refused."""
    need_future(action, at)
    state = state.copy()
    target = target_of(action.get("target"))
    words = {"since": format_instant(at), "reason": action.get("reason", ""), "by": action["by"]}
    more = {key: action[key] for key in _OPTIONAL if key in action}
    {"enable": _enable, "disable": _disable, "force-enable": _force_enable, "force-disable": _force_disable}[
        action["action"]
    ](model, state, target, at, words, more)
    return state


def need_future(action, at):
    """MM-STATE-012"""
    if any(parse_instant(action[key]) <= at for key in ("until", "estimatedEnd") if key in action):
        raise Refused("invalid-request")


def renews(state, action):
    """Whether an action finds its toggle there already and changes but its words (MM-STATE-021)."""
    own = state.toggles.get(target_of(action.get("target")))
    return action["action"] == "enable" and own is not None and own.on


def _enable(model, state, target, at, words, more):
    own = state.toggles.get(target)
    if own is not None and own.on:  # MM-STATE-021
        value = {key: own.value[key] for key in own.value if key not in _OPTIONAL}
        state.put(Toggle({**value, "reason": words["reason"], **more}))
        return
    moved = state.take(target)
    held = moved.saved.pop(target, State())  # MM-STATE-023: what it holds already stays
    state.save(target, State([*moved.toggles.values(), *held.toggles.values()], [*moved.saved.items(), *held.saved.items()]))
    _set(state, target, "on", False, {**words, **more})


def _disable(model, state, target, at, words, more):
    _put_back(model, state, target, at)
    what = _hold_off(model, state, target, at, words)
    if what is None:
        return
    if what.kind == "override":
        raise Refused("kept-on", f"/overrides/{model.exceptions[what.target].named(at).index}")
    raise Refused("kept-on", message=str(value_of(what.target)))


def _force_enable(model, state, target, at, words, more):
    for entry in state.take(target).saved.items():
        state.save(*entry)
    _set(state, target, "on", True, {**words, **more})


def _force_disable(model, state, target, at, words, more):
    state.take(target)
    toggle_of = state.counting(at)
    window_open = functools.cache(lambda near: model.whole_open(near, at))
    watched = {target, *(t for t in (*model.groups, *model.exceptions, *model.admits) if covers(target, t))}
    if not any(follow(model, t, at, toggle_of, window_open).on for t in watched):
        return
    until = None
    if not any(kept_on_without_windows(model, t, at, toggle_of).on for t in watched):
        until = _latest_end(model, at, [t for t in model.groups if covers(t, target) or covers(target, t)])
    _set(state, target, "off", True, words, until)


def same(a, b):
    return a.write() == b.write()
