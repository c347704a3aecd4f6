"""The decision about an operation at an instant (evaluation.md)."""

import bisect

from civil import DAY, HORIZON, format_instant, parse_instant
from maintenance import follow, to_name
from targets import best_match, path, target_of
from toggles import State, settle
from zone import release

_FAR = 1 << 62
_FIRST = 10 * DAY  # how far the first look reaches; each further one reaches several times as far


class _Track:
    """The windows that do the same to a request: those of a kind of blackout, or maintenance at one target."""

    def __init__(self, model, groups):
        self._model = model
        self._groups = tuple(groups)
        self.timeline = model.timeline(self._groups)

    def open_occurrences(self, at):
        return self._model.open_occurrences(self._groups, at)


class _Step8:
    def __init__(self, decision, code, rule=None, entry=None):
        self.decision = decision
        self.code = code
        self.rule = rule
        self.entry = entry or {}  # of `blocked`, that denied


class _Question:
    """One definition, state and request, to be asked about several instants."""

    def __init__(self, model, state, request):
        self.model = model
        self.operation = request["operation"]
        self.target = target_of(request.get("target"))
        self.near = path(self.target)
        self.state = State.read_around(state, self.target)
        declared = {role["id"]: i for i, role in enumerate(model.roles)}
        self.roles = sorted((r, declared[r]) for r in set(request.get("roles", ())) if r in declared)
        self.role_ids = {r for r, _ in self.roles}
        begun = [parse_instant(request[key]) for key in ("startedAt", "rootStartedAt") if key in request]
        self.begun = min(begun) if begun else None
        operations = model.operations
        self.always = best_match(operations.get("alwaysAllowed", ()), self.operation)
        self.only = best_match(operations.get("onlyDuringMaintenance", ()), self.operation)
        entries = operations.get("blocked", ())
        self.blocked = best_match([e if isinstance(e, str) else e["id"] for e in entries], self.operation)
        entry = entries[self.blocked] if self.blocked is not None else None
        self.entry = entry if isinstance(entry, dict) else {}
        self.finish = operations.get("inFlight", "finish") == "finish" and self.entry.get("inFlight") != "stop"
        self._lay_tracks()
        self.admits = [o for near in self.near for o in model.admits.get(near, ()) if o.admits(self.role_ids, self.operation)]
        self.admitted_until = max((o.until for o in self.admits), default=-_FAR)
        ends = {self.admitted_until}
        for near in self.near:
            if near in model.exceptions:
                ends.update(model.exceptions[near].until.values())
        self.expiries = sorted(ends)
        self.epochs = []  # (from when on, state, the toggle of a target that counts)
        self.memo = {}
        self.scans = {}  # by epoch: [scanned to, first instant from `begun` on without maintenance]
        self.clear = {}  # by cutoff group: (from, to) without a start that denies

    def _lay_tracks(self):
        """MM-EVAL-021. What is always allowed is stopped by blackouts alone."""
        sorts = {}
        self.cutoffs = []
        for near in self.near:
            for group in self.model.groups.get(near, ()):
                if not group.counts(self.operation):
                    continue
                if group.blackout:
                    sorts.setdefault("through" if self.role_ids & set(group.let_through) else "stop", []).append(group)
                elif self.always is None:
                    sorts.setdefault(near, []).append(group)
                if group.cutoff > 0 and self.always is None:
                    self.cutoffs.append(group)
        self.tracks = {sort: _Track(self.model, groups) for sort, groups in sorts.items()}

    # Toggles

    def epoch(self, at):
        """The index of the toggles in effect at an instant that is not before the one asked about (MM-EVAL-009)."""
        if not self.epochs:
            self._add_epoch(at, self.state)
        while True:
            since, state, _ = self.epochs[-1]
            later = [t.until for t in state.toggles.values() if t.until is not None]
            later += [t.since for t in state.toggles.values() if t.since > since]
            change = min(later, default=_FAR)
            if change > at:
                break
            self._add_epoch(change, state)
        return bisect.bisect_right(self.epochs, at, key=lambda epoch: epoch[0]) - 1

    def _add_epoch(self, at, state):
        state = settle(self.model, state, at)
        self.epochs.append((at, state, state.counting(at)))

    # Steps

    def step2(self, open_now):
        """deny, allow or None"""
        return "deny" if "stop" in open_now else "allow" if "through" in open_now else None

    def step8(self, at):
        for _, index in self.roles:
            pattern = best_match(self.model.roles[index].get("bypass", ()), self.operation)
            if pattern is not None:
                return _Step8("allow", "BYPASS", f"/roles/{index}/bypass/{pattern}")
        if at < self.admitted_until:
            override = min((o for o in self.admits if at < o.until), key=lambda o: o.id)
            return _Step8("allow", "BYPASS", f"/overrides/{override.index}")
        if self.blocked is not None:
            return _Step8("deny", "OPERATION_BLOCKED", f"/operations/blocked/{self.blocked}", self.entry)
        for _, index in self.roles:
            if self.model.roles[index].get("admitted", False):
                return _Step8("allow", "ADMITTED", f"/roles/{index}/admitted")
        if self.model.operations.get("unlisted", "allow") == "deny":
            return _Step8("deny", "NOT_ADMITTED", "/operations/unlisted")
        return _Step8("allow", "NOT_BLOCKED", "/operations/unlisted" if "unlisted" in self.model.operations else None)

    def situation(self, at):
        """Steps 2, 5 and 8 at an instant; they stay the same between changes."""
        epoch = self.epoch(at)
        open_now = tuple(sort for sort, track in self.tracks.items() if track.timeline.is_open(at))
        key = open_now, epoch, bisect.bisect_right(self.expiries, at)
        found = self.memo.get(key)
        if found is None:
            followed = follow(self.model, self.target, at, self.epochs[epoch][2], open_now.__contains__)
            found = self.memo[key] = self.step2(open_now), followed, self.step8(at)
        return found

    def opening_denies(self, start):
        """MM-EVAL-072"""
        blackout, followed, last = self.situation(start)
        return blackout == "deny" or blackout is None and followed.on and last.decision == "deny"

    def cutoff(self, at):
        """Whether there is a cutoff candidate (MM-EVAL-071)."""
        return any(self._denies_in(group, at, self._last_start(group, at)) for group in self.cutoffs)

    def _last_start(self, group, at):
        """The latest start that holds up what is asked: t is in its cutoff, and nothing began before that."""
        return group.cutoff + (at if self.begun is None else min(at, self.begun))

    def _denies_in(self, group, low, high):
        """Whether an occurrence that begins in (low, high] denies. What has none is looked at once."""
        begin, end = self.clear.get(group, (low, low))
        if not begin <= low <= end:
            begin = end = low
        for start in self.model.timeline((group,)).starts(end, high):
            if self.opening_denies(start):
                self.clear[group] = begin, start - 1
                return True
        self.clear[group] = begin, max(end, high)
        return False

    def cutoff_candidates(self, at):
        """(window, occurrence) of each."""
        return [(window, occurrence) for group in self.cutoffs for window in group.windows
                for occurrence in window.calendar.occurrences(at + 1, self._last_start(group, at) + 1)
                if occurrence[0] > at and self.opening_denies(occurrence[0])]

    def in_flight(self, at):
        """MM-EVAL-101 to 103, for a target that is in maintenance"""
        if not self.finish or self.begun is None or self.begun >= at:
            return False
        epoch = self.epoch(at)
        toggle_of = self.epochs[epoch][2]
        scan = self.scans.setdefault(epoch, [self.begun - 1, None])
        limit = self.begun + HORIZON
        reach = _FIRST
        while scan[1] is None and scan[0] < min(at, limit) - 1:
            low, high = scan[0], min(scan[0] + reach, limit - 1, at - 1)
            reach *= 10
            scan[:] = high, next((u for u in self._earlier(toggle_of, low, high) if not self._was_on(toggle_of, u)), None)
        return scan[1] is not None and scan[1] < at

    def _earlier(self, toggle_of, low, high):
        """The instants in (low, high] from which on the target may be free of maintenance, in order."""
        found = {self.begun, *self.expiries}
        for sort, track in self.tracks.items():
            if sort in self.near:
                found.update(track.timeline.changes(low, high))
        found.update(toggle.since for toggle in map(toggle_of, self.near) if toggle is not None)
        return sorted(u for u in found if low < u <= high)

    def _was_on(self, toggle_of, u):
        def toggle_then(near):
            toggle = toggle_of(near)
            return toggle if toggle is not None and toggle.since <= u else None
        return follow(self.model, self.target, u, toggle_then,
                      lambda near: near in self.tracks and self.tracks[near].timeline.is_open(u)).on

    def outcome(self, at):
        """(decision, code)"""
        blackout, followed, last = self.situation(at)
        if blackout == "deny":
            return "deny", "BLACKOUT"
        if blackout == "allow":
            return "allow", "BLACKOUT_BYPASS"
        if self.always is not None:
            return "allow", "ALWAYS_ALLOWED"
        if self.cutoff(at):
            return "deny", "CUTOFF"
        if not followed.on:
            return ("allow", "OPEN") if self.only is None else ("deny", "REQUIRES_MAINTENANCE")
        if self.in_flight(at):
            return "allow", "IN_FLIGHT"
        return last.decision, last.code

    # Later instants

    def moments(self, low, high):
        """The instants in (low, high] at which a decision can change, in order."""
        found = set(self.expiries)
        for track in self.tracks.values():
            found.update(track.timeline.changes(low, high))
        for group in self.cutoffs:
            starts = self.model.timeline((group,)).starts(low, high + group.cutoff)
            found.update(starts)
            found.update(start - group.cutoff for start in starts)
        self.epoch(high)
        found.update(epoch[0] for epoch in self.epochs)
        return sorted(m for m in found if low < m <= high)

    def later(self, at):
        """Pairs of a later instant within the horizon and the outcome from there on."""
        low, reach = at, _FIRST
        while low < at + HORIZON:
            high = min(at + reach, at + HORIZON)
            for moment in self.moments(low, high):
                yield moment, self.outcome(moment)
            low, reach = high, reach * 8


def _shown(named):
    window, (start, end) = named
    return {"id": window.id, "start": format_instant(start), "end": format_instant(end)}


def invalid_definition():
    return {"decision": "indeterminate", "code": "INVALID_DEFINITION", "nextChange": None, "warnings": [], "tzdata": release()}


def evaluate(model, state, request, at):
    """The decision for a valid definition, state and request."""
    question = _Question(model, state, request)
    decision, code = question.outcome(at)
    rule, named, entry = _named(question, code, at)
    result = {"decision": decision, "code": code}
    if decision == "deny":  # MM-EVAL-141, 142
        answers = [entry.get("answer"), named and named[0].value.get("answer"), model.operations.get("answer")]
        answer = next((a for a in answers if a is not None), None)
        if answer is not None:
            result["answer"] = answer
    if rule is not None:
        result["rule"] = rule
    if named is not None:
        result["window"] = _shown(named)
    result.update(_ahead(question, decision, code, at))
    declared = {role["id"] for role in model.roles}
    result["warnings"] = [f"The definition has no role {r!r}." for r in dict.fromkeys(request.get("roles", ()))
                          if r not in declared]
    result["tzdata"] = release()
    return result


def _named(question, code, at):
    """The table "What is named": rule, (window, occurrence) and the entry of `blocked` that denied, {} for none."""
    model, track = question.model, question.tracks.get
    _, followed, last = question.situation(at)
    if code in ("BLACKOUT", "BLACKOUT_BYPASS"):
        named = to_name(track("stop" if code == "BLACKOUT" else "through").open_occurrences(at))
        rule = f"/windows/{named[0].index}"
        if code == "BLACKOUT_BYPASS":
            role = min(question.role_ids & set(named[0].let_through))
            rule += f"/letThrough/{named[0].let_through.index(role)}"
        return rule, named, {}
    if code == "ALWAYS_ALLOWED":
        return f"/operations/alwaysAllowed/{question.always}", None, {}
    if code == "CUTOFF":
        named = to_name(question.cutoff_candidates(at))
        blackout, _, there = question.situation(named[1][0])
        return f"/windows/{named[0].index}", named, {} if blackout == "deny" else there.entry
    if code == "REQUIRES_MAINTENANCE":
        return f"/operations/onlyDuringMaintenance/{question.only}", None, {}
    if code == "OPEN":
        exempt = followed.kind == "override"
        return f"/overrides/{model.exceptions[followed.target].named(at).index}" if exempt else None, None, {}
    named = None
    if followed.kind == "window":  # MM-EVAL-133
        named = to_name(track(followed.target).open_occurrences(at))
    if code == "IN_FLIGHT":
        return "/operations/inFlight" if "inFlight" in model.operations else None, named, {}
    return last.rule, named, last.entry


def _ahead(question, decision, code, at):
    """MM-EVAL-151 to 153"""
    change = retry = None
    for moment, (later_decision, later_code) in question.later(at):
        if change is None and (later_decision, later_code) != (decision, code):
            change = moment
        if decision == "deny" and later_decision == "allow":
            retry = moment
        if change is not None and (decision != "deny" or retry is not None):
            break
    ahead = {"nextChange": None if change is None else format_instant(change)}
    if retry is not None:
        ahead["retryAfter"] = -((at - retry) // 1000)
    return ahead
