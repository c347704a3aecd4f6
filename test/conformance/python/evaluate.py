"""The decision about an operation at an instant (evaluation.md)."""

import bisect

from civil import HORIZON, format_instant, parse_instant
from maintenance import follow, open_occurrences, to_name
from targets import best_match, covers, matches, target_of
from toggles import settle
from zone import release

_FAR = 1 << 62
_FIRST = 10 * 86_400_000  # how far the first look reaches; each further one reaches ten times as far


class _Track:
    """A window that counts: the instants at which it opens and closes, worked out as far as they are asked for."""

    def __init__(self, window):
        self.window = window
        self.low = self.high = None
        self.starts = self.ends = ()

    def reach(self, low, high):
        if self.low is not None and low >= self.low and high <= self.high:
            return
        if self.low is not None:
            low, high = min(low, self.low), max(high, self.high)
        starts, ends = [], []
        for start, end in self.window.calendar.occurrences(low, high):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        self.low, self.high, self.starts, self.ends = low, high, starts, ends

    def open(self, at):
        if self.low is None or not self.low <= at < self.high:
            self.reach(at, at + (1 if self.low is None else 86_400_000 + (self.high - self.low) // 2))
        index = bisect.bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]

    def changes(self, low, high):
        """Openings and closings in (low, high]."""
        self.reach(low, high + 1)
        for edges in (self.starts, self.ends):
            yield from edges[bisect.bisect_right(edges, low):bisect.bisect_right(edges, high)]


class _Step8:
    def __init__(self, decision, code, rule=None, entry=None):
        self.decision = decision
        self.code = code
        self.rule = rule
        self.entry = entry  # of `blocked`, that denied


class _Question:
    """One definition, state and request, to be asked about several instants."""

    def __init__(self, model, state, request):
        self.model = model
        self.operation = request["operation"]
        self.target = target_of(request.get("target"))
        declared = {role["id"]: i for i, role in enumerate(model.roles)}
        self.roles = sorted((r, declared[r]) for r in set(request.get("roles", ())) if r in declared)
        self.role_ids = {r for r, _ in self.roles}
        begun = [parse_instant(request[key]) for key in ("startedAt", "rootStartedAt") if key in request]
        self.begun = min(begun) if begun else None
        self.state = state
        self.epochs = []  # (from when on, state, toggles that cover the target)
        operations = model.operations
        self.always = best_match(operations.get("alwaysAllowed", ()), self.operation)
        self.tracks = [_Track(w) for w in model.windows if w.counts(self.target, self.operation)
                       and (w.blackout or self.always is None)]  # what is always allowed is stopped by blackouts alone
        self.blackouts = [i for i, t in enumerate(self.tracks) if t.window.blackout]
        self.cutoffs = [i for i, t in enumerate(self.tracks) if t.window.cutoff > 0 and self.always is None]
        self.only = best_match(operations.get("onlyDuringMaintenance", ()), self.operation)
        entries = operations.get("blocked", ())
        self.blocked = best_match([e if isinstance(e, str) else e["id"] for e in entries], self.operation)
        entry = entries[self.blocked] if self.blocked is not None else None
        self.entry = entry if isinstance(entry, dict) else {}
        self.finish = operations.get("inFlight", "finish") == "finish" and self.entry.get("inFlight") != "stop"
        self.expiries = sorted({o.expires for o in model.overrides
                                if o.expires is not None and covers(o.target, self.target)})
        self.memo = {}
        self.free = {}  # by epoch: [scanned to, first instant from `begun` on without maintenance]

    # Toggles

    def epoch(self, at):
        """The index of the toggles in effect at an instant that is not before the one asked about (MM-EVAL-009)."""
        if not self.epochs:
            self._add_epoch(at, settle(self.model, self.state, at))
        while True:
            since, state, _ = self.epochs[-1]
            later = [t.until for t in state.toggles.values() if t.until is not None]
            later += [t.since for t in state.toggles.values() if t.since > since]
            change = min(later, default=_FAR)
            if change > at:
                break
            self._add_epoch(change, settle(self.model, state, change))
        return bisect.bisect_right([e[0] for e in self.epochs], at) - 1

    def _add_epoch(self, at, state):
        near = {t: x for t, x in state.counting(at).items() if covers(t, self.target)}
        self.epochs.append((at, state, near))

    # Steps

    def mask(self, at):
        return tuple(track.open(at) for track in self.tracks)

    def step2(self, mask):
        """deny, allow or None"""
        active = [self.tracks[i].window for i in self.blackouts if mask[i]]
        if not active:
            return None
        return "allow" if all(self.role_ids & set(w.let_through) for w in active) else "deny"

    def step5(self, at, toggles, mask):
        open_at = {t.window.target for t, is_open in zip(self.tracks, mask) if is_open and not t.window.blackout}
        return follow(self.model, self.target, at, toggles, open_at.__contains__)

    def admits(self, at):
        return [o for o in self.model.overrides
                if o.effect == "admit" and o.holds(at) and covers(o.target, self.target)
                and self.role_ids & set(o.roles)
                and (o.operations is None or any(matches(p, self.operation) for p in o.operations))]

    def step8(self, at):
        for _, index in self.roles:
            pattern = best_match(self.model.roles[index].get("bypass", ()), self.operation)
            if pattern is not None:
                return _Step8("allow", "BYPASS", f"/roles/{index}/bypass/{pattern}")
        admits = self.admits(at)
        if admits:
            return _Step8("allow", "BYPASS", f"/overrides/{min(admits, key=lambda o: o.id).index}")
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
        mask = self.mask(at)
        epoch = self.epoch(at)
        key = mask, epoch, bisect.bisect_right(self.expiries, at)
        found = self.memo.get(key)
        if found is None:
            found = self.step2(mask), self.step5(at, self.epochs[epoch][2], mask), self.step8(at)
            self.memo[key] = found
        return found

    def cutoff_candidates(self, at):
        """(window, occurrence, step 8 there) for MM-EVAL-071"""
        for index in self.cutoffs:
            window = self.tracks[index].window
            for occurrence in window.calendar.occurrences(at + 1, at + window.cutoff + 1):
                start = occurrence[0]
                if not start - window.cutoff <= at < start:
                    continue
                if self.begun is not None and self.begun < start - window.cutoff:
                    continue
                blackout, followed, last = self.situation(start)
                if blackout == "deny":
                    yield window, occurrence, None
                elif blackout is None and followed.on and last.decision == "deny":
                    yield window, occurrence, last

    def in_flight(self, at):
        """MM-EVAL-101 to 103, for a target that is in maintenance"""
        if not self.finish or self.begun is None or self.begun >= at:
            return False
        epoch = self.epoch(at)
        toggles = self.epochs[epoch][2]
        scan = self.free.setdefault(epoch, [self.begun - 1, None])
        limit = self.begun + HORIZON
        reach = _FIRST
        while scan[1] is None and scan[0] < min(at, limit) - 1:
            low, high = scan[0], min(scan[0] + reach, limit - 1, at - 1)
            reach *= 10
            moments = set(c for t in self.tracks if not t.window.blackout for c in t.changes(low, high))
            moments.update(t.since for t in toggles.values())
            moments.update(self.expiries)
            moments.add(self.begun)
            for moment in sorted(m for m in moments if low < m <= high):
                counting = {t: x for t, x in toggles.items() if x.since <= moment}
                if not self.step5(moment, counting, self.mask(moment)).on:
                    scan[1] = moment
                    break
            scan[0] = high
        return scan[1] is not None and scan[1] < at

    def outcome(self, at):
        """(decision, code)"""
        blackout, followed, last = self.situation(at)
        if blackout == "deny":
            return "deny", "BLACKOUT"
        if blackout == "allow":
            return "allow", "BLACKOUT_BYPASS"
        if self.always is not None:
            return "allow", "ALWAYS_ALLOWED"
        if any(True for _ in self.cutoff_candidates(at)):
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
        for track in self.tracks:
            found.update(track.changes(low, high))
        for index in self.cutoffs:
            window = self.tracks[index].window
            for start, _ in window.calendar.occurrences(low, high + window.cutoff + 1):
                found.add(start - window.cutoff)
                found.add(start)
        self.epoch(high)
        found.update(e[0] for e in self.epochs)
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
    _, followed, last = question.situation(at)
    rule = named = entry = None
    windows = [t.window for t in question.tracks]

    if code in ("BLACKOUT", "BLACKOUT_BYPASS"):
        active = open_occurrences([w for w in windows if w.blackout], at)
        if code == "BLACKOUT":
            active = [(w, o) for w, o in active if not question.role_ids & set(w.let_through)]
        named = to_name(active)
        rule = f"/windows/{named[0].index}"
        if code == "BLACKOUT_BYPASS":
            role = min(question.role_ids & set(named[0].let_through))
            rule += f"/letThrough/{named[0].let_through.index(role)}"
    elif code == "ALWAYS_ALLOWED":
        rule = f"/operations/alwaysAllowed/{question.always}"
    elif code == "CUTOFF":
        candidates = list(question.cutoff_candidates(at))
        named = to_name([(w, o) for w, o, _ in candidates])
        rule = f"/windows/{named[0].index}"
        (there,) = {id(s): s for w, o, s in candidates if (w, o) == named}.values()
        entry = there.entry if there is not None else None
    elif code == "REQUIRES_MAINTENANCE":
        rule = f"/operations/onlyDuringMaintenance/{question.only}"
    elif code == "OPEN":
        if followed.kind == "override":
            rule = f"/overrides/{min(followed.overrides, key=lambda o: o.id).index}"
    else:
        if code == "IN_FLIGHT":
            rule = "/operations/inFlight" if "inFlight" in model.operations else None
        else:
            rule, entry = last.rule, last.entry
        if followed.kind == "window":  # MM-EVAL-133
            named = to_name(open_occurrences(
                [w for w in windows if not w.blackout and w.target == followed.target], at))

    result = {"decision": decision, "code": code}
    if decision == "deny":  # MM-EVAL-141, 142
        answers = [(entry or {}).get("answer"), named[0].answer if named else None, model.operations.get("answer")]
        answer = next((a for a in answers if a is not None), None)
        if answer is not None:
            result["answer"] = answer
    if rule is not None:
        result["rule"] = rule
    if named is not None:
        result["window"] = _shown(named)

    change = retry = None
    for moment, (later_decision, later_code) in question.later(at):
        if change is None and (later_decision, later_code) != (decision, code):
            change = moment
        if decision == "deny" and later_decision == "allow":
            retry = moment
        if change is not None and (decision != "deny" or retry is not None):
            break
    result["nextChange"] = None if change is None else format_instant(change)
    if retry is not None:
        result["retryAfter"] = -((at - retry) // 1000)
    declared = {role["id"] for role in model.roles}
    result["warnings"] = [f"The definition has no role {r!r}." for r in dict.fromkeys(request.get("roles", ()))
                          if r not in declared]
    result["tzdata"] = release()
    return result
