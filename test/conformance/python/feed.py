"""The occurrences of all windows as iCalendar (schedule.md, MM-SCHED-091 to 097)."""

import re

from civil import DAY, date_of

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write(model, begin, end):
    """The stream; what begins before `end` and ends after `begin` is in it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maintenance Mode//Conformance//EN"]
    name = model.definition["metadata"]["name"]
    for start, identity, uid, stop, window in sorted(_events(model, name, begin, end), key=lambda event: (event[0], event[1], event[3])):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{_utc(start)}",  # required; nobody says when this is written
            f"DTSTART:{_utc(start)}",
            f"DTEND:{_utc(stop)}",
            f"SUMMARY:{_text(window.title or identity)}",
            f"CATEGORIES:{window.kind}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines)


def _events(model, name, begin, end):
    """(start, id, UID, end, window), one for each UID: the one that ends later (MM-SCHED-093, 094)."""
    for window in model.every_window():
        last = {}
        for local, (start, stop) in window.calendar.written(begin, end):
            if local not in last or stop > last[local][1]:
                last[local] = start, stop
        for local, (start, stop) in last.items():
            hours, minutes = divmod(local % 1440, 60)
            uid = "%04d%02d%02d" % date_of(local // 1440) + "T%02d%02d" % (hours, minutes) + f"-{window.id}@{name}"
            yield start, window.id, uid, stop, window


def _utc(instant):
    day, rest = divmod(instant, DAY)
    seconds = rest // 1000
    return "%04d%02d%02d" % date_of(day) + "T%02d%02d%02dZ" % (seconds // 3600, seconds // 60 % 60, seconds % 60)


def _text(text):
    """MM-SCHED-097; no control character has a place in iCalendar."""
    text = re.sub(r"([\\;,])", r"\\\1", text)
    text = re.sub(r"\r\n|\r|\n", r"\\n", text)
    return _CONTROL.sub(" ", text)


def _folded(line):
    """In pieces of at most 75 octets, none of which cuts a character."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode("utf-8", "surrogatepass"))
        if size + width > 75:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)
