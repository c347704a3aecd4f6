"""A valid definition, made ready for questions, and step 5: is a target in maintenance? (evaluation.md, state.md)"""

import functools
import marshal

from alike import alike
from calendars import Calendar, Timeline, exact
from civil import parse_instant
from targets import matches, path, target_of

_NEVER, _ALWAYS = -1 << 62, 1 << 62
_TIMELINES = 100  # how many a model keeps
_WHEN = ("once", "recurring", "rrule", "start", "duration", "timeZone", "exclude")


class Model:
    """What can be worked out of a definition once for all questions."""

    def __init__(self, definition):
        self.definition = definition
        self.roles = definition.get("roles", [])
        self.operations = definition.get("operations", {})
        self.transitions = definition.get("transitions", {})
        self.services = [service["id"] for service in definition.get("services", [])]
        self._calendars = {}
        self._exclusions = {}
        self._timelines = {}
        windows = definition.get("windows", [])
        named = [min(same, key=lambda i: windows[i]["id"]) if len(same) > 1 else same[0] for same in alike(windows)]
        self.windows = [Window(i, windows[i], self) for i in named]
        self.overrides = [Override(i, value) for i, value in enumerate(definition.get("overrides", []))]
        at_targets = _by(self.windows, lambda w: w.target)
        self.groups = {target: list(_by(some, Window.effect, Group).values()) for target, some in at_targets.items()}
        self.exceptions = _by([o for o in self.overrides if o.effect != "admit"], lambda o: o.target, Exceptions)
        self.admits = _by([o for o in self.overrides if o.effect == "admit"], lambda o: o.target)

    def every_window(self):
        """Also those that are never named because another one is alike."""
        return (Window(i, value, self) for i, value in enumerate(self.definition.get("windows", ())))

    def calendar(self, value):
        """Windows that repeat in the same way share a calendar."""
        if not ("recurring" in value or "rrule" in value):
            return self._new_calendar(value)
        key = marshal.dumps([value.get(name) for name in _WHEN], 2)
        found = self._calendars.get(key)
        if found is None:
            found = self._calendars[key] = self._new_calendar(value)
        return found

    def _new_calendar(self, value):
        excluded = self._excluded(tuple(value["exclude"])) if "exclude" in value else None
        return Calendar(value, self.definition.get("timeZone"), excluded)

    def _excluded(self, names):
        found = self._exclusions.get(names)
        if found is None:
            schedules = [self.calendar(self.definition["schedules"][name]) for name in names]
            found = self._exclusions[names] = Timeline(schedules)
        return found

    def timeline(self, groups):
        """Of a tuple of groups."""
        found = self._timelines.get(groups)
        if found is None:
            if len(self._timelines) >= _TIMELINES:
                self._timelines.clear()
            found = self._timelines[groups] = Timeline({calendar: None for group in groups for calendar in group.by_calendar})
        return found

    def open_occurrences(self, groups, at):
        """Pairs (window, occurrence) of those of a tuple of groups that are active."""
        near = self.timeline(groups).around(at)
        return [(window, occurrence) for group in groups for calendar, window in group.by_calendar.items()
                if calendar in near for occurrence in calendar.containing(at)]

    def whole(self, target):
        """The groups of maintenance windows without operations for exactly this target."""
        return tuple(group for group in self.groups.get(target, ()) if not group.blackout and group.operations is None)

    def whole_open(self, target, at):
        """Whether one of these is active."""
        return any(calendar.is_open(at) for group in self.whole(target) for calendar in group.by_calendar)


def _by(items, key, make=list):
    """Items by a key of theirs, those of one key made into something."""
    found = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {key: make(items) for key, items in found.items()}


class Window:
    __slots__ = ("index", "value", "model", "id", "blackout", "target", "operations", "let_through", "announce", "cutoff",
                 "_calendar")

    def __init__(self, index, value, model):
        self.index = index
        self.value = value
        self.model = model
        self.id = value["id"]
        self.blackout = value["kind"] == "blackout"
        self.target = target_of(value.get("target"))
        self.operations = value.get("operations")
        self.let_through = value.get("letThrough", [])
        self.announce = exact(value, "announce")
        self.cutoff = exact(value, "cutoff")
        self._calendar = None

    @property
    def calendar(self):
        if self._calendar is None:
            self._calendar = self.model.calendar(self.value)
        return self._calendar

    @property
    def kind(self):
        return self.value["kind"]

    @property
    def title(self):
        return self.value.get("title")

    def effect(self):
        """What windows of one target have in common that decide alike."""
        operations = None if self.operations is None else tuple(self.operations)
        return self.blackout, operations, tuple(self.let_through), self.cutoff, self.announce


class Group:
    """Windows of one target that decide alike. Of those that share a calendar, only the one that would be named."""

    def __init__(self, windows):
        first = windows[0]
        self.blackout = first.blackout
        self.operations = first.operations
        self.let_through = first.let_through
        self.cutoff = first.cutoff
        self.announce = first.announce
        self._all = windows

    @functools.cached_property
    def by_calendar(self):
        found = {}
        for window in self._all:
            other = found.get(window.calendar)
            if other is None or window.id < other.id:
                found[window.calendar] = window
        return found

    @property
    def windows(self):
        return self.by_calendar.values()

    def counts(self, operation):
        """The rest of MM-EVAL-021."""
        return self.operations is None or any(matches(pattern, operation) for pattern in self.operations)


class Override:
    def __init__(self, index, value):
        self.index = index
        self.id = value["id"]
        self.effect = value["effect"]
        self.target = target_of(value.get("target"))
        self.roles = value.get("roles", ())
        self.operations = value.get("operations")
        self.said = {"reason": value["reason"], **({"until": value["expires"]} if "expires" in value else {})}
        self.until = parse_instant(value["expires"]) if "expires" in value else _ALWAYS

    def admits(self, role_ids, operation):
        """What MM-EVAL-112 asks for, but for the target and the instant."""
        return not role_ids.isdisjoint(self.roles) and (
            self.operations is None or any(matches(pattern, operation) for pattern in self.operations))


class Exceptions:
    """The overrides of one target that are not `admit`."""

    def __init__(self, overrides):
        self._overrides = overrides
        self.until = {effect: max((o.until for o in overrides if o.effect == effect), default=_NEVER)
                      for effect in ("maintenance", "exempt")}

    def says(self, at):
        """The effect that decides, or None (MM-EVAL-083, 084)."""
        return next((effect for effect, until in self.until.items() if at < until), None)

    def named(self, at):
        """Of those that decide, the one with the lowest id."""
        effect = self.says(at)
        return min((o for o in self._overrides if o.effect == effect and at < o.until), key=lambda o: o.id)


class Followed:
    """What step 5 followed: `kind` is forced, override, toggle, window or None."""

    def __init__(self, on, kind=None, target=None):
        self.on = on
        self.kind = kind
        self.target = target


_NOTHING = Followed(False)


def follow(model, target, at, toggle_of, window_open):
    """Step 5 (MM-EVAL-081 to 086).

    `toggle_of(t)` gives the toggle at t that counts, or None; `window_open(t)` says whether a maintenance window that
    counts, with exactly the target t, is active.
    """
    toggles = [(near, toggle_of(near)) for near in path(target)]
    for near, toggle in toggles:
        if toggle is not None and toggle.forced:
            return Followed(toggle.on, "forced", near)
    for near, toggle in toggles:
        exceptions = model.exceptions.get(near)
        effect = exceptions.says(at) if exceptions else None
        if effect is not None:
            return Followed(effect == "maintenance", "override", near)
        if toggle is not None:
            return Followed(toggle.on, "toggle", near)
        if window_open(near):
            return Followed(True, "window", near)
    return _NOTHING


def kept_on(model, target, at, toggle_of):
    """Step 5 without a request (state.md): only windows without operations."""
    return follow(model, target, at, toggle_of, lambda near: model.whole_open(near, at))


def kept_on_without_windows(model, target, at, toggle_of):
    return follow(model, target, at, toggle_of, lambda near: False)


def to_name(candidates):
    """MM-EVAL-022: of pairs (window, occurrence)."""
    return min(candidates, key=lambda c: (-c[1][1], c[0].id, c[1][0]))
