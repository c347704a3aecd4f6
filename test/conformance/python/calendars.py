"""When windows and schedules are open (schedule.md)."""

import bisect

import recurrence
from civil import HORIZON, parse_duration, parse_local
from zone import zone


class Calendar:
    """The occurrences of a window or schedule of a valid definition."""

    def __init__(self, value, default_zone, excluded=()):
        self.zone = zone(value.get("timeZone") or default_zone)
        self.excluded = excluded
        self.repeat = None
        if "recurring" in value:
            self.repeat = recurrence.of_recurring(value["recurring"])
        elif "rrule" in value:
            self.repeat = recurrence.of_rrule(value["rrule"], value["start"], value["duration"])
        self.locals = {}  # of the occurrences of `once`: their local start as it is written
        for entry in value.get("once", ()):
            local = parse_local(entry["start"])
            start, end = self.zone.instant(local), self.zone.instant(parse_local(entry["end"]))
            if end > start:  # MM-TIME-024
                self.locals[start, end] = min(local, self.locals.get((start, end), local))
        self.single = sorted(self.locals)
        self.longest_single = max((end - start for start, end in self.single), default=0)

    def occurrences(self, begin, end):
        """The kept occurrences that begin before `end` and end after `begin`, by start."""
        low = bisect.bisect_left(self.single, (begin - self.longest_single,))
        high = bisect.bisect_left(self.single, (end,))
        found = [o for o in self.single[low:high] if o[1] > begin]
        if self.repeat is not None:
            repeated = self.repeat.occurrences(self.zone, begin, end)
            found = sorted(set(found + repeated)) if found else repeated
        if self.excluded:  # MM-SCHED-041
            found = [o for o in found if not any(e.is_open(o[0]) for e in self.excluded)]
        return found

    def written(self, begin, end):
        """(local start as it is written, occurrence) of each kept one; of equal occurrences the first that is written."""
        locals = dict(self.locals)
        if self.repeat is not None:
            for local, occurrence in self.repeat.written(self.zone, begin, end):
                locals[occurrence] = min(local, locals.get(occurrence, local))
        return [(locals[occurrence], occurrence) for occurrence in self.occurrences(begin, end)]

    def containing(self, instant):
        return self.occurrences(instant, instant + 1)

    def is_open(self, instant):
        return bool(self.containing(instant))

    def stretch_end(self, instant):
        """MM-SCHED-052, of a calendar that is open; None where it does not end within 3,660 days."""
        end = max(o[1] for o in self.containing(instant))
        while end <= instant + HORIZON:
            longer = [o[1] for o in self.containing(end) if o[0] < end]
            if not longer:
                return end
            end = max(longer)
        return None

    def stretches(self, begin, end):
        """MM-SCHED-053 to 055"""
        merged = []
        for start, stop in self.occurrences(begin, end):
            if merged and start < merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], stop)
            else:
                merged.append([start, stop])
        return [tuple(o) for o in merged]


def exact(value, key):
    """`announce` or `cutoff` in milliseconds, 0 where there is none."""
    return parse_duration(value[key])[1] if key in value else 0
