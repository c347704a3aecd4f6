"""What a state says at an instant, without commands: phase, next occurrence, flags (state.md, MM-STATE-151 to 155)."""

from civil import HORIZON, format_instant
from maintenance import kept_on
from targets import value_of
from toggles import State, settle


def phase(model, state, at):
    """MM-STATE-151; `state` is a whole state as its schema describes it, or what is known of it."""
    if model is None:
        return "unknown"
    state = state or {}
    pending = state.get("pending")
    if pending:
        if pending["awaits"] == "drain":
            return "draining"
        return "entering" if pending["action"] in ("enable", "force-enable") else "leaving"
    if any(service["pending"] for service in state.get("services", ())):
        return "restarting"
    if state.get("failure"):
        return "failed"
    toggles = settle(model, State.read(state), at).counting(at)
    active = [w for w in model.windows if w.calendar.is_open(at)]
    if any(w.blackout and w.operations is None and w.target == () for w in active):
        return "blackout"
    if kept_on(model, (), at, toggles).on:
        return "on"
    targets = set(toggles)
    targets.update(o.target for o in model.overrides if o.holds(at))
    targets.update(w.target for w in active if w.operations is None)
    if any(w.blackout for w in active) or any(kept_on(model, t, at, toggles).on for t in targets):
        return "partial"
    if any(start > at for w in model.windows if w.announce
           for start, _ in w.calendar.occurrences(at + 1, at + w.announce + 1)):
        return "scheduled"
    return "off"


def upcoming(model, at):
    """MM-STATE-155"""
    best = None
    for window in model.windows:
        low, reach = at, 30 * 86_400_000
        while low < at + HORIZON:
            high = min(low + reach, at + HORIZON)
            if best is not None:
                high = min(high, best[0])
            later = [o for o in window.calendar.occurrences(low + 1, high + 1) if o[0] > low]
            if later:
                start, end = min(later, key=lambda o: (o[0], -o[1]))
                if best is None or (start, window.id) < best[:2]:
                    best = start, window.id, window, end
                break
            if best is not None and high >= best[0]:
                break
            low, reach = high, reach * 4
    if best is None:
        return None
    start, _, window, end = best
    return {"window": window.id, "kind": "blackout" if window.blackout else "maintenance",
            "start": format_instant(start), "end": format_instant(end)}


def agents(model, state, at):
    """MM-STATE-153, 154"""
    toggles = settle(model, State.read(state), at).counting(at)
    flags, groups = [], {}
    for entry in model.definition.get("agents", ()):
        for name in entry["ids"]:
            target = entry["client"], entry["site"], name
            followed = kept_on(model, target, at, toggles)
            flag = {"target": value_of(target), "inMaintenance": followed.on}
            if followed.kind is not None:
                flag["source"] = "toggle" if followed.kind == "forced" else followed.kind
            flags.append(flag)
            for group in (target[:1], target[:2]):
                count = groups.setdefault(group, [0, 0])
                count[0] += followed.on
                count[1] += 1
    return {"agents": flags, "groups": [
        {"target": value_of(group), "maintenance": "none" if on == 0 else "all" if on == size else "some",
         "inMaintenance": on, "agents": size} for group, (on, size) in groups.items()]}
