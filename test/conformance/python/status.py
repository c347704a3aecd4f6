"""What is shown of a state at an instant: phase, current, next, notice, agents (state.md, MM-STATE-151 to 175)."""

import functools
import re

from civil import DAY, HORIZON, date_of, format_instant, parse_instant
from maintenance import follow, to_name
from targets import value_of
from whole import Whole
from zone import zone

_SAID = ("since", "by", "reason", "message", "estimatedEnd", "until")  # what a toggle or an action hands on


def status(model, state, at):
    """As schemas/v1/status.schema.json."""
    whole = Whole(model, state)
    whole.advance(at)
    view = _View(whole, at)
    metadata = model.definition["metadata"]
    inventory = [flag["inMaintenance"] for flag in view.flags()]
    shown = {
        **whole.write(view.phase),
        "at": format_instant(at),
        "environment": {key: metadata[key] for key in ("name", "title") if key in metadata},
        "current": view.current,
        "next": view.next(),
        "notice": view.notice(),
        "counts": {"inMaintenance": sum(inventory), "agents": len(inventory)} if inventory else None,
    }
    return {key: value for key, value in shown.items() if value is not None}


def phase(whole, at):
    return _View(whole, at).phase


def agents(model, state, at):
    """As schemas/v1/agents.schema.json (MM-STATE-153, 154)."""
    whole = Whole(model, state)
    whole.advance(at)
    flags, groups = _View(whole, at).flags(), {}
    for flag in flags:
        names = tuple(flag["target"].values())
        for group in (names[:1], names[:2]):
            count = groups.setdefault(group, [0, 0])
            count[0] += flag["inMaintenance"]
            count[1] += 1
    return {"agents": flags, "groups": [
        {"target": value_of(group), "maintenance": "none" if on == 0 else "all" if on == size else "some",
         "inMaintenance": on, "agents": size} for group, (on, size) in groups.items()]}


class _View:
    """A whole state for which time has been carried out, at that instant."""

    def __init__(self, whole, at):
        self.whole = whole
        self.model = whole.model
        self.at = at
        self.toggle_of = whole.toggles.counting(at)
        self.groups = tuple(group for groups in self.model.groups.values() for group in groups)
        self.active = self.model.open_occurrences(self.groups, at)
        self.blackouts = [(w, o) for w, o in self.active if w.blackout and w.operations is None and w.target == ()]
        self.open = {}  # by target, those of maintenance windows without operations
        for window, occurrence in self.active:
            if not window.blackout and window.operations is None:
                self.open.setdefault(window.target, []).append((window, occurrence))
        self.environment = self.kept_on(())

    def kept_on(self, target):
        return follow(self.model, target, self.at, self.toggle_of, self.open.__contains__)

    @functools.cached_property
    def phase(self):
        """MM-STATE-151"""
        pending = self.whole.pending
        if pending:
            if pending["awaits"] == "drain":
                return "draining"
            return "entering" if pending["action"] in ("enable", "force-enable") else "leaving"
        if self.whole.busy():
            return "restarting"
        if self.whole.failure:
            return "failed"
        if self.blackouts:
            return "blackout"
        if self.environment.on:
            return "on"
        if any(window.blackout for window, _ in self.active) or any(self.kept_on(target).on for target in self.said()):
            return "partial"
        return "scheduled" if self.announced else "off"

    def said(self):
        """The targets about which something says something."""
        targets = {toggle.target for toggle in self.whole.toggles.toggles.values() if toggle.counts(self.at)}
        targets.update(override.target for override in self.model.overrides if self.at < override.until)
        targets.update(window.target for window, _ in self.active if window.operations is None)
        return targets

    def next(self):
        """MM-STATE-155"""
        start = self.model.timeline(self.groups).next_start(self.at, HORIZON)
        if start is None:
            return None
        found = [(window, end) for window, (begin, end) in self.model.open_occurrences(self.groups, start) if begin == start]
        window, end = min(found, key=lambda entry: (entry[0].id, -entry[1]))
        return {"window": window.id, "kind": window.kind, **({"title": window.title} if window.title else {}),
                "start": format_instant(start), "end": format_instant(end)}

    @functools.cached_property
    def announced(self):
        """The (window, occurrence) that is announced and begins first, or None (MM-SCHED-081)."""
        announcing = [window for group in self.groups if group.announce > 0 for window in group.windows]
        found = [(window, window.calendar.next_start(self.at, window.announce)) for window in announcing]
        return min((entry for entry in found if entry[1]), key=lambda entry: (entry[1][0], entry[0].id), default=None)

    # What decides

    @functools.cached_property
    def current(self):
        """MM-STATE-156, 158"""
        pending = self.whole.pending
        if pending:
            return {"source": "transition", **_said({**pending, "since": pending["at"]})}
        if self.blackouts:
            return self.window(self.blackouts)
        return self.source(self.environment) if self.environment.on else None

    def source(self, followed):
        """What step 5 has followed."""
        if followed.kind == "window":
            return self.window(self.open[followed.target])
        if followed.kind == "override":
            override = self.model.exceptions[followed.target].named(self.at)
            return {"source": "override", "rule": f"/overrides/{override.index}", **_said(override.said)}
        toggle = self.toggle_of(followed.target)
        return {"source": "toggle", **_said(toggle.value), "forced": toggle.forced}

    def window(self, active):
        window, (start, end) = to_name(active)
        return {"source": "window", **_interval(window, start, end), "rule": f"/windows/{window.index}"}

    def flags(self):
        """MM-STATE-153: of each agent, whether it is kept on, and what decides it."""
        found, sources = [], {}
        for entry in self.model.definition.get("agents", ()):
            for name in entry["ids"]:
                target = entry["client"], entry["site"], name
                followed = self.kept_on(target)
                what = followed.kind, followed.target
                if what not in sources:
                    source = self.source(followed) if followed.kind else {}
                    sources[what] = {key: source[key] for key in ("source", "rule", "reason") if key in source}
                found.append({"target": value_of(target), "inMaintenance": followed.on, **sources[what]})
        return found

    # What people are told

    def notice(self):
        """MM-STATE-171 to 175"""
        notice, now = self.model.definition.get("notice"), self.current
        if now is None and self.phase == "scheduled":
            window, (start, end) = self.announced
            now = _interval(window, start, end)
        if notice is None or now is None:
            return None
        words = {
            "start": self.for_people(now.get("since")),
            "end": self.for_people(now.get("estimatedEnd", now.get("until"))),
            "reason": now.get("reason", ""),
            "contact": notice.get("contact", ""),
        }
        message = now.get("message")
        if message is None:
            message = notice["message"] if words["end"] else notice.get("messageWithoutEnd", notice["message"])
        told = {**notice, "message": message}
        return {key: re.sub(r"\{(start|end|reason|contact)\}", lambda match: words[match[1]], told[key])
                for key in ("title", "message", "contact") if key in told}

    def for_people(self, text):
        """An instant in the definition's time zone, which is UTC where it has none."""
        if text is None:
            return ""
        name = self.model.definition.get("timeZone", "UTC")
        instant = parse_instant(text)
        local = instant + zone(name).offset(instant)
        minutes = local % DAY // 60_000
        return "%04d-%02d-%02d %02d:%02d" % (*date_of(local // DAY), *divmod(minutes, 60)) + f" {name}"


def _interval(window, start, end):
    """What is said of one occurrence; its window's title is the reason."""
    reason = {"reason": window.title} if window.title else {}
    return {"since": format_instant(start), "until": format_instant(end), "window": window.id, **reason}


def _said(value):
    return {key: value[key] for key in _SAID if key in value}

