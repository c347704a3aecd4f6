"""A valid definition, made ready for questions, and step 5: is a target in maintenance? (evaluation.md, state.md)"""

from calendars import Calendar, exact
from civil import parse_instant
from targets import covers, matches, target_of


class Window:
    def __init__(self, index, value, calendar):
        self.index = index
        self.id = value["id"]
        self.title = value.get("title")
        self.blackout = value["kind"] == "blackout"
        self.target = target_of(value.get("target"))
        self.operations = value.get("operations")
        self.let_through = value.get("letThrough", [])
        self.answer = value.get("answer")
        self.announce = exact(value, "announce")
        self.cutoff = exact(value, "cutoff")
        self.calendar = calendar

    def counts(self, target, operation):
        """MM-EVAL-021"""
        return covers(self.target, target) and (
            self.operations is None or any(matches(p, operation) for p in self.operations)
        )


class Override:
    def __init__(self, index, value):
        self.index = index
        self.id = value["id"]
        self.effect = value["effect"]
        self.target = target_of(value.get("target"))
        self.roles = value.get("roles", [])
        self.operations = value.get("operations")
        self.said = {"reason": value["reason"], **({"until": value["expires"]} if "expires" in value else {})}
        self.expires = parse_instant(value["expires"]) if "expires" in value else None

    def holds(self, at):
        return self.expires is None or at < self.expires


class Model:
    def __init__(self, definition):
        self.definition = definition
        default = definition.get("timeZone")
        schedules = {name: Calendar(value, default) for name, value in definition.get("schedules", {}).items()}
        self.windows = []
        for index, value in enumerate(definition.get("windows", [])):
            excluded = [schedules[name] for name in value.get("exclude", [])]
            self.windows.append(Window(index, value, Calendar(value, default, excluded)))
        self.overrides = [Override(i, value) for i, value in enumerate(definition.get("overrides", []))]
        self.roles = definition.get("roles", [])
        self.operations = definition.get("operations", {})
        self.transitions = definition.get("transitions", {})
        self.services = [service["id"] for service in definition.get("services", [])]
        self.whole = {}  # maintenance windows without operations, by target
        for window in self.windows:
            if not window.blackout and window.operations is None:
                self.whole.setdefault(window.target, []).append(window)
        self.exceptions = {}  # overrides that are not admit, by target
        for override in self.overrides:
            if override.effect != "admit":
                self.exceptions.setdefault(override.target, []).append(override)

    def whole_open(self, target, at):
        """Whether a maintenance window without operations, for exactly this target, is active."""
        return any(w.calendar.is_open(at) for w in self.whole.get(target, ()))


class Followed:
    """What step 5 followed: `kind` is forced, override, toggle, window or None."""

    def __init__(self, on, kind=None, target=None, overrides=()):
        self.on = on
        self.kind = kind
        self.target = target
        self.overrides = overrides  # those that decided


_NOTHING = Followed(False)


def follow(model, target, at, toggles, window_open):
    """Step 5 (MM-EVAL-081 to 086).

    `toggles` are those that count, by target; `window_open(t)` says whether a maintenance window that counts, with
    exactly the target t, is active.
    """
    path = [target[:level] for level in range(len(target), -1, -1)]
    for near in path:
        toggle = toggles.get(near)
        if toggle is not None and toggle.forced:
            return Followed(toggle.on, "forced", near)
    for near in path:
        holding = [o for o in model.exceptions.get(near, ()) if o.holds(at)]
        if holding:
            on = [o for o in holding if o.effect == "maintenance"]
            return Followed(bool(on), "override", near, on or holding)
        toggle = toggles.get(near)
        if toggle is not None:
            return Followed(toggle.on, "toggle", near)
        if window_open(near):
            return Followed(True, "window", near)
    return _NOTHING


def kept_on(model, target, at, toggles):
    """Step 5 without a request (state.md): only windows without operations."""
    return follow(model, target, at, toggles, lambda near: model.whole_open(near, at))


def kept_on_without_windows(model, target, at, toggles):
    return follow(model, target, at, toggles, lambda near: False)


def open_occurrences(windows, at):
    """Pairs (window, occurrence) of those that are active."""
    return [(window, occurrence) for window in windows for occurrence in window.calendar.containing(at)]


def to_name(candidates):
    """MM-EVAL-022: of pairs (window, occurrence)."""
    return min(candidates, key=lambda c: (-c[1][1], c[0].id, c[1][0]))
