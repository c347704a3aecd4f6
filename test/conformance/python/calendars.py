"""When windows and schedules are open, one by one (Calendar) and several together (Timeline) (schedule.md)."""

import bisect
import itertools

import recurrence
from civil import DAY, HORIZON, parse_duration, parse_local
from zone import zone

_CHUNK = 32 * DAY  # what a timeline works out at once
_CHUNKS = 400  # how many it keeps


class Calendar:
    """The occurrences of a window or schedule of a valid definition."""

    def __init__(self, value, default_zone, excluded=None):
        self.zone = zone(value.get("timeZone") or default_zone)
        self.excluded = excluded  # the timeline of the schedules that it excludes
        self.repeat = None
        if "recurring" in value:
            self.repeat = recurrence.of_recurring(value["recurring"])
        elif "rrule" in value:
            self.repeat = recurrence.of_rrule(value["rrule"], value["start"], value["duration"])
        self._once = value.get("once", ())
        self.single = sorted({occurrence for _, occurrence in self._written_once()})
        self.longest_single = max([end - start for start, end in self.single], default=0)

    def _written_once(self):
        """(local start as it is written, occurrence) of the entries of `once`."""
        instant = self.zone.instant
        for entry in self._once:
            local = parse_local(entry["start"])
            start, end = instant(local), instant(parse_local(entry["end"]))
            if start < end:  # MM-TIME-024
                yield local, (start, end)

    def occurrences(self, begin, end):
        """The kept occurrences that begin before `end` and end after `begin`, by start."""
        low = bisect.bisect_left(self.single, (begin - self.longest_single,))
        high = bisect.bisect_left(self.single, (end,))
        found = [o for o in self.single[low:high] if o[1] > begin]
        if self.repeat is not None:
            repeated = self.repeat.occurrences(self.zone, begin, end)
            found = sorted(set(found + repeated)) if found else repeated
        if self.excluded:  # MM-SCHED-041
            found = [o for o in found if not self.excluded.is_open(o[0])]
        return found

    def written(self, begin, end):
        """(local start as it is written, occurrence) of each kept one; of equal occurrences the first that is written."""
        locals = {}
        repeated = self.repeat.written(self.zone, begin, end) if self.repeat is not None else ()
        for local, occurrence in itertools.chain(self._written_once(), repeated):
            locals[occurrence] = min(local, locals.get(occurrence, local))
        return [(locals[occurrence], occurrence) for occurrence in self.occurrences(begin, end)]

    def containing(self, instant):
        return self.occurrences(instant, instant + 1)

    def is_open(self, instant):
        return bool(self.containing(instant))

    def next_start(self, instant, within):
        """The first occurrence that begins later than an instant, but within some time; of several the longest; or None."""
        if self.repeat is None and (not self.single or self.single[-1][0] <= instant):
            return None
        low, reach = instant, 30 * DAY
        while low < instant + within:
            high = min(low + reach, instant + within)
            later = [o for o in self.occurrences(low + 1, high + 1) if o[0] > low]
            if later:
                return min(later, key=lambda o: (o[0], -o[1]))
            low, reach = high, reach * 4
        return None

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


class Timeline:
    """Several calendars as one: is one of them open, and when does that change?"""

    def __init__(self, calendars):
        fixed = [c for c in calendars if c.repeat is None and not c.excluded]
        self._fixed = _Edges(o for c in fixed for o in c.single)
        self._others = [c for c in calendars if c.repeat is not None or c.excluded]
        self._chunks = {}

    def _chunk(self, number):
        found = self._chunks.get(number)
        if found is None:
            if len(self._chunks) >= _CHUNKS:
                self._chunks.clear()
            low = number * _CHUNK  # what ends at it is in it, too
            found = _Edges(o for c in self._others for o in c.occurrences(low - 1, low + _CHUNK))
            self._chunks[number] = found
        return found

    def is_open(self, instant):
        if self._fixed.is_open(instant):
            return True
        return bool(self._others) and self._chunk(instant // _CHUNK).is_open(instant)

    def changes(self, low, high):
        """The instants in (low, high] at which something opens or closes."""
        found = self._fixed.between(low, high)
        if self._others:
            for number in range(low // _CHUNK, high // _CHUNK + 1):
                begin = number * _CHUNK
                found += self._chunk(number).between(max(low, begin - 1), min(high, begin + _CHUNK - 1))
        return found


    def starts(self, low, high):
        """The instants in (low, high] at which an occurrence begins, in order."""
        found = self._fixed.starts_between(low, high)
        if not self._others:
            return found
        for number in range(low // _CHUNK, high // _CHUNK + 1):
            begin = number * _CHUNK
            found += self._chunk(number).starts_between(max(low, begin - 1), min(high, begin + _CHUNK - 1))
        return sorted(set(found))


class _Edges:
    """The union of intervals, as the instants at which it opens and closes in turn."""

    def __init__(self, intervals):
        self._all = edges = []
        intervals = sorted(intervals)
        self._starts = [start for start, _ in intervals]
        for start, end in intervals:
            if edges and start <= edges[-1]:
                if end > edges[-1]:
                    edges[-1] = end
            else:
                edges += (start, end)

    def is_open(self, instant):
        return bisect.bisect_right(self._all, instant) % 2 == 1

    def between(self, low, high):
        """Those in (low, high]."""
        return self._all[bisect.bisect_right(self._all, low):bisect.bisect_right(self._all, high)]

    def starts_between(self, low, high):
        return self._starts[bisect.bisect_right(self._starts, low):bisect.bisect_right(self._starts, high)]


def exact(value, key):
    """`announce` or `cutoff` in milliseconds, 0 where there is none."""
    return parse_duration(value[key])[1] if key in value else 0
