"""When windows and schedules are open, one by one (Calendar) and several together (Timeline) (schedule.md)."""

import bisect
import itertools

import recurrence
from civil import DAY, HORIZON, parse_date, parse_duration, parse_local
from zone import zone

_CHUNK = 32  # days that a timeline works out at once
_CHUNKS = 400  # how many it keeps


class Calendar:
    """The occurrences of a window or schedule of a valid definition."""

    __slots__ = ("zone", "excluded", "repeat", "once", "_single", "_longest_single")

    def __init__(self, value, default_zone, excluded=None):
        self.zone = zone(value.get("timeZone") or default_zone)
        self.excluded = excluded  # the timeline of the schedules that it excludes
        self.repeat = None
        if "recurring" in value:
            self.repeat = recurrence.of_recurring(value["recurring"])
        elif "rrule" in value:
            self.repeat = recurrence.of_rrule(value["rrule"], value["start"], value["duration"])
        self.once = value.get("once", ())
        self._single = None

    @property
    def single(self):
        """The occurrences of `once`, by start. Of very many calendars only those near an instant are asked for them."""
        if self._single is None:
            self._single = sorted({occurrence for _, occurrence in self._written_once()})
            self._longest_single = max([end - start for start, end in self._single], default=0)
        return self._single

    def _written_once(self):
        """(local start as it is written, occurrence) of the entries of `once`."""
        for entry in self.once:
            local = parse_local(entry["start"])
            occurrence = self.zone.instant(local), self.zone.instant(parse_local(entry["end"]))
            if occurrence[0] < occurrence[1]:  # MM-TIME-024
                yield local, occurrence

    def occurrences(self, begin, end):
        """The kept occurrences that begin before `end` and end after `begin`, by start."""
        single = self.single
        low = bisect.bisect_left(single, (begin - self._longest_single,))
        high = bisect.bisect_left(single, (end,))
        found = [o for o in single[low:high] if o[1] > begin]
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
        self._repeating = []  # looked at in each chunk, as are those that exclude something
        self._near = {}  # by the number of a chunk: those with an entry of `once` that may touch it
        self._long = []  # those with an entry that touches many
        for calendar in calendars:
            if calendar.repeat is not None or calendar.excluded:
                self._repeating.append(calendar)
                continue
            for entry in calendar.once:
                first, last = parse_date(entry["start"][:10]) - 2, parse_date(entry["end"][:10]) + 3  # in any zone
                if last - first > 3 * _CHUNK:
                    self._long.append(calendar)
                    break
                for number in range(first // _CHUNK, last // _CHUNK + 1):
                    self._near.setdefault(number, {})[calendar] = None
        self._long_edges = _Edges(o for c in self._long for o in c.single)
        self._chunks = {}

    def _chunk(self, number):
        found = self._chunks.get(number)
        if found is None:
            calendars = [*self._repeating, *self._near.get(number, ())]
            if not calendars:
                return _NO_EDGES
            if len(self._chunks) >= _CHUNKS:
                self._chunks.clear()
            low = number * _CHUNK * DAY  # what ends at it is in it, too
            found = _Edges(o for c in calendars for o in c.occurrences(low - 1, low + _CHUNK * DAY))
            self._chunks[number] = found
        return found

    def _parts(self, low, high):
        """(edges, from, to) for the instants in (low, high]."""
        yield self._long_edges, low, high
        for number in range(low // DAY // _CHUNK, high // DAY // _CHUNK + 1):
            begin = number * _CHUNK * DAY
            yield self._chunk(number), max(low, begin - 1), min(high, begin + _CHUNK * DAY - 1)

    def around(self, instant):
        """The calendars that may be open at an instant."""
        return {*self._long, *self._repeating, *self._near.get(instant // DAY // _CHUNK, ())}

    def is_open(self, instant):
        return self._long_edges.is_open(instant) or self._chunk(instant // DAY // _CHUNK).is_open(instant)

    def changes(self, low, high):
        """The instants in (low, high] at which something opens or closes."""
        return [instant for edges, begin, end in self._parts(low, high) for instant in edges.between(begin, end)]

    def next_start(self, instant, within):
        """The first instant later than one, but within some time, at which an occurrence begins, or None."""
        found = []
        for edges, low, high in self._parts(instant, instant + within):
            if found and low >= min(found):
                break
            found += edges.starts_between(low, high)[:1]
        return min(found, default=None)

    def starts(self, low, high):
        """The instants in (low, high] at which an occurrence begins, in order."""
        parts = self._parts(low, high)
        return sorted({start for edges, begin, end in parts for start in edges.starts_between(begin, end)})


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


_NO_EDGES = _Edges(())


def exact(value, key):
    """`announce` or `cutoff` in milliseconds, 0 where there is none."""
    return parse_duration(value[key])[1] if key in value else 0
