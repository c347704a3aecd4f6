/** Inputs that nobody means well with: too deep, too long, too many, or no text at all. Each is made when it is asked for. */
import type { MaintenanceDefinition, State, Target, Toggle } from "../../src/core/generated/types";
import { instantText } from "../../src/core/zone";
import { Random } from "../../src/tools/fuzz/random";

/** What to call an input, and how to make it. */
export type Hostile<T> = [name: string, make: () => T];

export const nowMs = Date.UTC(2026, 4, 1, 12);
const many = 100_000;
const some = 20_000;
const long = "x".repeat(1_000_000);
const header = "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata: { name: plant }\n";

type Window = NonNullable<MaintenanceDefinition["windows"]>[number];

/** A valid definition with these members. */
export function definition(members: object): MaintenanceDefinition {
  const bare = {
    apiVersion: "maintenance-mode/v1",
    kind: "MaintenanceDefinition",
    metadata: { name: "plant" },
  };
  return { ...bare, timeZone: "Europe/Berlin", ...members } as MaintenanceDefinition;
}

function range<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function nested(depth: number, begin: string, inner: string, end: string): string {
  return begin.repeat(depth) + inner + end.repeat(depth);
}

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

const texts: Record<string, string> = {
  "of one letter": long,
  "of stars": "a" + ".*".repeat(500_000),
  "of many segments": "a.".repeat(500_000) + "a",
  "of digits": "1".repeat(1_000_000),
  "of a duration": `P${"1".repeat(1_000_000)}D`,
  "of a rule": "FREQ=DAILY;" + "BYDAY=MO;".repeat(many),
  "of a list": "MO,".repeat(300_000),
  "of a cron": "* ".repeat(500_000),
  "of a zone": "Europe/".repeat(140_000),
  "of spaces": " ".repeat(1_000_000),
  "of half characters": "\ud800".repeat(1_000_000),
};

/** A value nested so deep, as no text can be that long. */
function deep(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
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
export function valid(): Hostile<MaintenanceDefinition>[] {
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

/** Texts of files. What costs the YAML parser itself its time, mistake by mistake, is there a few thousand times. */
export function files(): Hostile<string>[] {
  const bombs = (levels: number, width: number): string => {
    const level = (index: number): string =>
      `a${index}: &a${index} [${range(width, () => `*a${index - 1}`).join(", ")}]\n`;
    return `${header}a0: &a0 lol\n${range(levels, (index) => level(index + 1)).join("")}`;
  };
  const random = new Random(1);
  const bytes = (least: number, most: number): string =>
    Buffer.from(range(200_000, () => random.integer(least, most))).toString("utf8");
  const inField = (text: string): Hostile<string>[] =>
    ["timeZone", "windows", "roles"].map((key) => [`${key} long`, () => `${header}${key}: ${text}\n`]);
  return [
    ...[101, 5_000, 100_000, 500_000].flatMap((depth): Hostile<string>[] => [
      [`flow lists ${depth} deep`, () => `${header}windows: ${nested(depth, "[", "", "]")}\n`],
      [`flow maps ${depth} deep`, () => `${header}windows: ${nested(depth, "{a: ", "1", "}")}\n`],
      [`flow lists ${depth} deep, never closed`, () => `${header}windows: ${"[".repeat(depth)}`],
      [`JSON lists ${depth} deep`, () => nested(depth, "[", "", "]")],
      [`JSON objects ${depth} deep`, () => nested(depth, '{"windows":', "1", "}")],
      [`block lists ${depth} deep`, () => `${header}windows:\n  ${"- ".repeat(depth)}x\n`],
      [
        `anchors ${depth} deep`,
        () => `${header}windows: ${range(depth, (index) => `&a${index} [`).join("")}\n`,
      ],
    ]),
    ["block maps 1,000 deep", () => header + range(1_000, (index) => `${" ".repeat(index)}a:\n`).join("")],
    ["billion laughs", () => bombs(9, 9)],
    ["long laughs", () => bombs(50, 40)],
    ["an alias to itself", () => `${header}windows: &a [*a, *a]\n`],
    ["many aliases", () => `${header}x: &a [1, 2, 3]\ny:\n${"  - *a\n".repeat(10_000)}`],
    ["merge keys", () => `${header}x: &a { a: 1 }\ny:\n${"  - { <<: [*a, *a, *a] }\n".repeat(1_000)}`],
    ["random bytes", () => bytes(0, 255)],
    ["random letters", () => bytes(32, 126)],
    [
      "random punctuation",
      () => range(200_000, () => random.pick("[]{}:,-#&*!|>'\"%@`? \n\t<=~a1".split(""))).join(""),
    ],
    ["nothing but NUL", () => "\0".repeat(1_000_000)],
    ["nothing but line breaks", () => "\n".repeat(1_000_000)],
    ["nothing but tabs", () => `${header}windows:\n${"\t".repeat(1_000_000)}x`],
    ["nothing but quotes", () => header + `"`.repeat(99_999)],
    ["many documents", () => "---\n".repeat(10_000)],
    ["many comments", () => header + "# c\n".repeat(20_000)],
    [
      "a huge number",
      () => `${header}x: ${"9".repeat(1_000_000)}\ny: 1e999999999\nz: 0x${"f".repeat(1_000_000)}\n`,
    ],
    [
      "keys like members of objects",
      () => `${header}__proto__: { a: 1 }\nconstructor: 1\nroles: { __proto__: [1] }\n<<: { __proto__: 1 }\n`,
    ],
    ["one key, many times", () => header + "a: 1\n".repeat(10_000)],
    ["many keys", () => header + range(10_000, (index) => `k${index}: 1\n`).join("")],
    ...inField(long),
    ...inField(`"${long}`),
    ...inField(`|\n  ${long}`),
    ...inField("a: ".repeat(300_000)),
    [
      "many windows, alike",
      () =>
        `${header}timeZone: Europe/Berlin\nwindows:\n` +
        range(
          1_000,
          (index) =>
            `  - { id: w${index}, kind: maintenance, recurring: { frequency: daily, startTime: "22:00", endTime: "02:00" } }\n`,
        ).join(""),
    ],
  ];
}

function toggle(target: Target, members: object = {}): Toggle {
  return {
    target,
    mode: "on",
    forced: false,
    since: "2026-01-01T00:00:00.000Z",
    reason: "r",
    by: "b",
    ...members,
  };
}

/** A saved entry in a saved entry, so many times. */
export function savedDeep(depth: number): unknown {
  return deep(depth, (inner) => ({ target: {}, toggles: [], saved: inner === 1 ? [] : [inner] }));
}

/** States of the right shape. */
export function states(): Hostile<Pick<State, "toggles" | "saved">>[] {
  const ends = (index: number): string => instantText(Date.UTC(2026, 1, 1) + index * 60_000);
  const odd = (index: number): Target => ({ client: `c${index}` });
  return [
    [
      "ten thousand toggles that have ended one after another",
      () => ({ toggles: range(10_000, (index) => toggle(odd(index), { until: ends(index) })), saved: [] }),
    ],
    [
      "ten thousand toggles that have ended together",
      () => ({ toggles: range(10_000, (index) => toggle(odd(index), { until: ends(0) })), saved: [] }),
    ],
    [
      "ten thousand toggles at one client",
      () => ({
        toggles: range(10_000, (index) => toggle({ client: "c", site: `s${index}` }, { until: ends(index) })),
        saved: [],
      }),
    ],
    [
      "ten thousand that never end",
      () => ({
        toggles: range(10_000, (index) => toggle(odd(index))),
        saved: range(10_000, (index) => ({ target: odd(index), toggles: [], saved: [] })),
      }),
    ],
    [
      "ten thousand that come back and have ended",
      () => ({
        toggles: [toggle({}, { until: ends(0) })],
        saved: [
          {
            target: {},
            toggles: range(10_000, (index) => toggle(odd(index), { until: ends(index) })),
            saved: [],
          },
        ],
      }),
    ],
    ["saved entries 40 deep", () => ({ toggles: [], saved: [savedDeep(40) as State["saved"][number]] })],
  ];
}

/** Requests: any JSON value. */
export function requests(): Hostile<unknown>[] {
  const operation = "work.run";
  return [
    ["a long operation", () => ({ operation: "a.".repeat(500_000) + "a" })],
    ["an operation of stars", () => ({ operation: texts["of stars"] })],
    ["a short operation of many segments", () => ({ operation: "a.".repeat(99) + "a" })],
    ["many roles", () => ({ operation, roles: range(some, (index) => `r${index}`) })],
    ["one role, many times", () => ({ operation, roles: range(some, () => "r") })],
    ["a long role", () => ({ operation, roles: [long] })],
    ["a long target", () => ({ operation, target: { client: long, site: long, agent: long } })],
    [
      "roles like members of objects",
      () => ({ operation: "constructor", roles: ["__proto__", "toString"], target: { client: "__proto__" } }),
    ],
    ["a long instant", () => ({ operation, startedAt: `2026-01-01T00:00:00.${"1".repeat(1_000_000)}Z` })],
    [
      "begun long ago",
      () => ({ operation, startedAt: "0001-01-01T00:00:00Z", rootStartedAt: "0000-01-01T00:00:00Z" }),
    ],
    ["begun in a far future", () => ({ operation, startedAt: "9999-12-31T23:59:59.999999999Z" })],
    ["too deep", () => deep(1_000_000, (inner) => ({ operation: inner }))],
    ["a key __proto__", () => JSON.parse('{"operation":"a","__proto__":{"roles":[1]}}') as unknown],
    ["huge numbers", () => ({ operation: 1e308, roles: [1e308] })],
    ["no object", () => long],
  ];
}
