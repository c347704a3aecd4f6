/** Definitions that nobody means well with, and those that are right but very large. */
import type { MaintenanceDefinition, Target } from "../../../src/core/generated/types";
import { instantText } from "../../../src/core/zone";
import { type Hostile, deep, definition, many, nowMs, range, some, texts } from "./parts";

type Window = NonNullable<MaintenanceDefinition["windows"]>[number];

/** Open for half an hour, each window at a time of its own. */
function once(index: number): { start: string; end: string } {
  const startMs = Date.UTC(2026, 0, 1) + index * 37 * 60_000;
  const text = (ms: number): string => instantText(ms).slice(0, 16);
  return { start: text(startMs), end: text(startMs + 30 * 60_000) };
}

const nightly = { recurring: { frequency: "daily", startTime: "22:00", endTime: "02:00" } };

function windows(count: number, when: (index: number) => object): { windows: Window[] } {
  return {
    windows: range(count, (index) => ({ id: `w${index}`, kind: "maintenance", ...when(index) })),
  };
}

function overrides(count: number, members: (index: number) => object): { overrides: object[] } {
  const override = (index: number): object => ({
    id: `o${index}`,
    effect: "exempt",
    reason: "r",
    ...members(index),
  });
  return { overrides: range(count, override) };
}

const place = (index: number): Target => ({ client: `c${index % 300}`, site: `s${index}` });

/** Any text in each field that holds one, in a definition that is right without it. */
function inEachField(text: string): [name: string, value: unknown][] {
  const recurring = (members: object): object =>
    definition(windows(1, () => ({ recurring: { ...nightly.recurring, ...members } })));
  const rrule = (members: object): object =>
    definition(
      windows(1, () => ({ rrule: "FREQ=DAILY", start: "2026-01-01T00:00", duration: "PT1H", ...members })),
    );
  return [
    ["apiVersion", definition({ apiVersion: text })],
    ["key", definition({ [text]: 1 })],
    ["name", definition({ metadata: { name: text, title: text, labels: { [text]: text } } })],
    ["time zone", definition({ timeZone: text })],
    ["role", definition({ roles: [{ id: text, title: text, bypass: [text], may: [text] }] })],
    ["operation", definition({ operations: { blocked: [text], alwaysAllowed: [text], answer: text } })],
    ["window", definition(windows(1, () => ({ id: text, title: text, kind: text, cron: text, ...nightly })))],
    ["operations of a window", definition(windows(1, () => ({ operations: [text], ...nightly })))],
    ["exclude", definition(windows(1, () => ({ exclude: [text], letThrough: [text], ...nightly })))],
    [
      "target",
      definition(windows(1, () => ({ target: { client: text, site: text, agent: text }, ...nightly }))),
    ],
    ["announce", definition(windows(1, () => ({ announce: text, cutoff: text, ...nightly })))],
    ["times", recurring({ startTime: text, endTime: text, frequency: text })],
    ["dates", recurring({ startDate: text, endDate: text, byDay: [text] })],
    ["duration", recurring({ endTime: undefined, duration: text })],
    ["once", definition(windows(1, () => ({ once: [{ start: text, end: text }] })))],
    ["rrule", rrule({ rrule: text })],
    ["rest of an rrule", rrule({ rrule: `FREQ=DAILY;BYDAY=${text}` })],
    ["start and duration", rrule({ start: text, duration: text })],
    [
      "override",
      definition(
        overrides(1, () => ({ id: text, effect: text, reason: text, expires: text, roles: [text] })),
      ),
    ],
    ["agents", definition({ agents: [{ client: text, site: text, ids: [text] }] })],
    [
      "service",
      definition({ services: [{ id: text, title: text }], transitions: { restart: { services: [text] } } }),
    ],
  ];
}

/** Values for a definition: any JSON value. */
export function values(): Hostile<unknown>[] {
  const each = Object.entries(texts).flatMap(([kind, text]) =>
    inEachField(text).map(([field, value]): Hostile<unknown> => [`${field} ${kind}`, () => value]),
  );
  const polluted = (key: string): unknown =>
    JSON.parse(`{"${key}":{"${key}":[{"${key}":1}]},"windows":{"${key}":1}}`);
  return [
    ...each,
    ...[99, 100, 101, 5_000, 1_000_000].flatMap((depth): Hostile<unknown>[] => [
      [`lists ${depth} deep`, () => deep(depth, (inner) => [inner])],
      [`objects ${depth} deep`, () => definition({ metadata: deep(depth, (name) => ({ name })) })],
    ]),
    ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "length"].map(
      (key): Hostile<unknown> => [`a key ${key}`, () => polluted(key)],
    ),
    [
      "ids like members of objects",
      () =>
        definition({
          roles: [{ id: "__proto__" }, { id: "constructor" }],
          schedules: JSON.parse('{"__proto__":{"once":[]},"constructor":{"once":[]}}') as object,
          ...windows(1, () => ({ exclude: ["__proto__", "toString"], letThrough: ["valueOf"], ...nightly })),
        }),
    ],
    [
      "huge numbers",
      () =>
        definition(
          windows(1, () => ({
            recurring: {
              ...nightly.recurring,
              interval: 1e308,
              count: 1e308,
              byMonthDay: [1e308, -1e308],
              bySetPos: [2 ** 53],
            },
          })),
        ),
    ],
    [
      "many misspelt keys",
      () => definition({ ...Object.fromEntries(range(many, (index) => [`key${index}`, 1])) }),
    ],
    ["many bad windows", () => definition(windows(many, () => ({ kind: "x" })))],
    ["many windows that are none", () => definition({ windows: range(some, () => 1) })],
    ["many windows of one id", () => definition(windows(some, () => ({ id: "w", ...nightly })))],
    [
      "many unknown names",
      () =>
        definition(
          windows(1, () => ({
            letThrough: range(some, (index) => `r${index}`),
            exclude: range(some, (index) => `s${index}`),
            ...nightly,
          })),
        ),
    ],
    [
      "many roles that are alike",
      () => definition({ roles: range(some, () => ({ id: "r", bypass: ["*"] })) }),
    ],
    [
      "many operations",
      () =>
        definition({ operations: { blocked: range(some, (index) => `a.b${index}.*`), unlisted: "allow" } }),
    ],
    ["one pattern, many times", () => definition({ operations: { blocked: range(some, () => "a.*") } })],
    ...valid(),
  ];
}

/** Definitions without an error, which can be asked. */
function valid(): Hostile<MaintenanceDefinition>[] {
  return [
    ["many windows that are alike", () => definition(windows(many, () => nightly))],
    ["many windows that all differ", () => definition(windows(many, (index) => ({ once: [once(index)] })))],
    [
      "many windows at places that differ",
      () => definition(windows(some, (index) => ({ target: place(index), ...nightly }))),
    ],
    [
      "many windows that repeat in their own ways",
      () =>
        definition(
          windows(some, (index) => ({
            recurring: {
              frequency: "weekly",
              interval: 1 + (index % 50),
              startDate: `2026-01-${10 + (index % 20)}`,
              startTime: "10:00",
              duration: `PT${1 + (index % 900)}M`,
            },
            cutoff: "PT15M",
          })),
        ),
    ],
    [
      "many blackouts",
      () => definition(windows(some, (index) => ({ kind: "blackout", once: [once(index)] }))),
    ],
    ["many entries of one window", () => definition(windows(1, () => ({ once: range(many, once) })))],
    [
      "many excluded schedules",
      () =>
        definition({
          schedules: Object.fromEntries(range(some, (index) => [`s${index}`, { once: [once(index)] }])),
          ...windows(1, () => ({ exclude: range(some, (index) => `s${index}`), ...nightly })),
        }),
    ],
    [
      "many overrides",
      () =>
        definition(
          overrides(many, (index) => ({
            effect: index % 2 === 0 ? "exempt" : "maintenance",
            target: place(index),
            expires: instantText(nowMs + index * 60_000),
          })),
        ),
    ],
    [
      "many overrides of one place",
      () => definition(overrides(some, (index) => ({ expires: instantText(nowMs + index * 60_000) }))),
    ],
    [
      "many overrides that admit",
      () =>
        definition({
          roles: [{ id: "r", admitted: true, may: ["disable"] }],
          ...overrides(some, (index) => ({ effect: "admit", roles: ["r"], target: place(index) })),
        }),
    ],
    [
      "many agents",
      () =>
        definition({
          agents: range(1_000, (index) => ({ ...place(index), ids: range(100, (id) => `a${id}`) })),
          ...windows(100, () => nightly),
        }),
    ],
    [
      "many roles",
      () =>
        definition({
          roles: range(some, (index) => ({
            id: `r${index}`,
            admitted: true,
            may: ["disable"],
            bypass: ["*"],
          })),
        }),
    ],
    [
      "a window without a gap",
      () =>
        definition(
          windows(1, () => ({ recurring: { frequency: "daily", startTime: "00:00", duration: "P1D" } })),
        ),
    ],
    [
      "a window that is very long",
      () =>
        definition(
          windows(1, () => ({ recurring: { frequency: "daily", startTime: "00:00", duration: "P9999D" } })),
        ),
    ],
    [
      "a window that never comes",
      () =>
        definition(
          windows(1, () => ({
            recurring: {
              frequency: "monthly",
              startTime: "00:00",
              duration: "PT1H",
              byMonth: [2],
              byMonthDay: [30],
            },
          })),
        ),
    ],
    [
      "a window that hardly comes",
      () =>
        definition(
          windows(1, () => ({
            rrule: "FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29",
            start: "2024-02-29T00:00",
            duration: "PT1H",
          })),
        ),
    ],
    [
      "a window that is counted",
      () =>
        definition(
          windows(1, () => ({
            rrule: "FREQ=DAILY;COUNT=1000;BYMONTHDAY=31;BYDAY=MO",
            start: "0001-01-01T00:00",
            duration: "PT1H",
          })),
        ),
    ],
    [
      "a window at the end of time",
      () =>
        definition(windows(1, () => ({ once: [{ start: "9999-12-30T00:00", end: "9999-12-31T24:00" }] }))),
    ],
  ];
}
