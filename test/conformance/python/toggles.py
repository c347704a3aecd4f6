"""Toggles: how they end and what the four actions do to them (state.md, MM-STATE-001 to 053)."""

from civil import HORIZON, format_instant, parse_instant
from maintenance import kept_on, kept_on_without_windows
from targets import covers, target_of, value_of


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


class State:
    """Toggles by target, and saved entries by target; a saved entry is a State of its own."""

    def __init__(self, toggles=(), saved=()):
        self.toggles = {t.target: t for t in toggles}
        self.saved = dict(saved)
        self.ended = []  # what ended while this was worked out, in that order

    @classmethod
    def read(cls, value):
        value = value or {}
        return cls(
            [Toggle(t) for t in value.get("toggles", ())],
            [(target_of(s["target"]), cls.read(s)) for s in value.get("saved", ())],
        )

    def write(self):
        return {
            "toggles": [t.value for _, t in sorted(self.toggles.items(), key=_by_width)],
            "saved": [{"target": value_of(t), **s.write()} for t, s in sorted(self.saved.items(), key=_by_width)],
        }

    def copy(self):
        """Toggles are never changed, only replaced, so they can be shared."""
        return State(self.toggles.values(), ((t, s.copy()) for t, s in self.saved.items()))

    def counting(self, at):
        return {target: t for target, t in self.toggles.items() if t.counts(at)}

    def take(self, target, own=True):
        """Removes and returns the toggles and saved entries below a target and, when asked, at it."""
        def inside(other):
            return covers(target, other) and (own or other != target)
        taken = State([t for t in self.toggles.values() if inside(t.target)],
                      [(t, s) for t, s in self.saved.items() if inside(t)])
        for t in taken.toggles:
            del self.toggles[t]
        for t in taken.saved:
            del self.saved[t]
        return taken

    def put(self, toggle):
        self.toggles[toggle.target] = toggle


def _by_width(item):
    return len(item[0]), item[0]


# Ends

def _next_end(state, at, inside=()):
    """The toggle at or below a target that ends first, not later than `at`; of several the widest."""
    ends = [t for t in state.toggles.values() if t.until is not None and t.until <= at and covers(inside, t.target)]
    return min(ends, key=lambda t: (t.until, len(t.target), t.target), default=None)


def settle(model, state, at):
    """The state in which every toggle that ends by `at` has been ended (MM-STATE-003, 004)."""
    state = state.copy()
    _end_all(model, state, at, ())
    return state


def cut_short(model, state, target, until):
    """The state in which the `on` of a target ends at `until`, a text (MM-STATE-135)."""
    state = state.copy()
    toggle = state.toggles.get(target)
    if toggle is not None and toggle.on:
        _end(model, state, Toggle({**toggle.value, "until": until}))
    return state


def _end_all(model, state, at, inside):
    while (toggle := _next_end(state, at, inside)) is not None:
        _end(model, state, toggle)


def _end(model, state, toggle):
    state.ended.append(toggle)
    if not toggle.on:
        del state.toggles[toggle.target]
        return
    at = toggle.until
    _put_back(model, state, toggle.target, at)
    _hold_off(model, state, toggle.target, at, {
        "since": toggle.value["until"], "reason": "", "by": toggle.value["by"],
    })


def _put_back(model, state, target, at):
    """MM-STATE-031, 032"""
    gone = state.take(target)
    back = gone.saved.get(target)
    if back is not None:
        state.toggles.update(back.toggles)
        state.saved.update(back.saved)
    _end_all(model, state, at, target)


def _hold_off(model, state, target, at, words):
    """MM-STATE-033 to 035; says what keeps the target on, where no `off` can help."""
    toggles = state.counting(at)
    what = kept_on(model, target, at, toggles)
    if not what.on or (what.kind == "toggle" and what.target == target):
        return None
    if what.kind in ("override", "forced"):
        return what
    until = None
    if not kept_on_without_windows(model, target, at, toggles).on:
        until = _latest_end(model, at, lambda window: covers(window.target, target))
    _set(state, target, "off", False, words, until)
    return None


def _latest_end(model, at, chosen):
    """The latest end of the stretches of active maintenance windows without operations; None when one has none."""
    ends = [w.calendar.stretch_end(at) for windows in model.whole.values() for w in windows
            if chosen(w) and w.calendar.is_open(at)]
    if not ends or None in ends or max(ends) > at + HORIZON:
        return None
    return max(ends)


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
    held = state.saved.pop(target, None) or State()
    moved = state.take(target)
    held.toggles = {**moved.toggles, **held.toggles}  # MM-STATE-023: what it holds already stays
    held.saved = {**moved.saved, **held.saved}
    state.saved[target] = held
    _set(state, target, "on", False, {**words, **more})


def _disable(model, state, target, at, words, more):
    _put_back(model, state, target, at)
    what = _hold_off(model, state, target, at, words)
    if what is None:
        return
    if what.kind == "override":
        first = min(what.overrides, key=lambda o: o.id)
        raise Refused("kept-on", f"/overrides/{first.index}")
    raise Refused("kept-on", message=str(value_of(what.target)))


def _force_enable(model, state, target, at, words, more):
    for inside in [t for t in state.toggles if covers(target, t)]:
        del state.toggles[inside]
    _set(state, target, "on", True, {**words, **more})


def _force_disable(model, state, target, at, words, more):
    state.take(target)
    toggles = state.counting(at)
    watched = {target}
    watched.update(w.target for w in model.windows if covers(target, w.target))
    watched.update(o.target for o in model.overrides if covers(target, o.target))
    if not any(kept_on(model, t, at, toggles).on for t in watched):
        return
    until = None
    if not any(kept_on_without_windows(model, t, at, toggles).on for t in watched):
        until = _latest_end(model, at, lambda w: covers(w.target, target) or covers(target, w.target))
    _set(state, target, "off", True, words, until)


def same(a, b):
    return a.write() == b.write()
