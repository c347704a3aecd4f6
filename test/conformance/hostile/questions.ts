/** States and requests that nobody means well with. */
import type { State, Target, Toggle } from "../../../src/core/generated/types";
import { instantText } from "../../../src/core/zone";
import { type Hostile, deep, long, range, some, texts } from "./parts";

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
