/** The checker as programs use it: total over any JSON value, bounded in time and answers, one problem at one place. */
import assert from "node:assert/strict";
import { checkDefinition } from "../../../src/core/check/check";
import type { Problem } from "../../../src/core/problem";

const nowMs = Date.parse("2026-11-21T12:00:00Z");
const base = {
  apiVersion: "maintenance-mode/v1",
  kind: "MaintenanceDefinition",
  metadata: { name: "example" },
  timeZone: "Europe/Copenhagen",
};

function check(value: unknown, broken?: string[]): Problem[] {
  return checkDefinition(value, { nowMs, broken });
}

function codes(value: unknown, broken?: string[]): string[] {
  return check(value, broken).map(({ code, path, at }) => `${path} ${at} ${code}`);
}

const many = <T>(make: (index: number) => T, count = 100_000): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const administrator = { id: "administrator", admitted: true, may: ["disable"] };

describe("checkDefinition", () => {
  it("finds nothing in the smallest definition", () => assert.deepEqual(check(base), []));

  it("answers for any JSON value", () => {
    for (const value of [null, true, 0, "", "x", [], [[]]])
      assert.deepEqual(codes(value), [" value wrong-type"]);
    assert.deepEqual(codes({}), [" key missing-property", " key missing-property", " key missing-property"]);
    const odd: unknown[] = [
      null,
      true,
      0,
      -1.5,
      "",
      "x",
      [],
      [null],
      {},
      { id: null },
      [[]],
      [{}],
      { "": {}, "a/b~c": 1 },
    ];
    for (const key of [
      "notice",
      "roles",
      "operations",
      "schedules",
      "windows",
      "agents",
      "overrides",
      "transitions",
      "services",
    ]) {
      for (const value of odd) {
        for (const item of [value, [value], { a: value }]) {
          for (const { code, path, message } of check({ ...base, [key]: item })) {
            assert.ok(
              code !== "" && message !== "" && path.startsWith("/"),
              `${key} ${JSON.stringify(item)}`,
            );
          }
        }
      }
    }
  });

  it("is not misled by the names of JavaScript", () => {
    const value = JSON.parse(
      `{"__proto__":{"id":1},"constructor":1,"toString":[],"hasOwnProperty":{},${JSON.stringify(base).slice(1)}`,
    ) as unknown;
    assert.deepEqual(codes(value), [
      "/__proto__ key unknown-property",
      "/constructor key unknown-property",
      "/toString key unknown-property",
      "/hasOwnProperty key unknown-property",
    ]);
  });

  it("reports nothing where the text could not be read", () => {
    const value = {
      ...base,
      roles: [{ id: "a", may: 5 }, null],
      windows: [{ kind: "blackout" }],
      services: [{ id: "A" }],
    };
    assert.deepEqual(codes(value, ["/roles/0/may", "/roles/1", "/windows/0/?"]), [
      "/services/0/id value malformed-value",
    ]);
    assert.deepEqual(codes(value, [""]), []);
  });

  it("says one thing about a place", () => {
    const window = {
      id: "w",
      kind: "maintenance",
      once: [{ start: "2027-01-01T10:00", end: "2026-13-01T10:00" }],
      exclude: ["Not An Id"],
    };
    assert.deepEqual(codes({ ...base, windows: [window] }), [
      "/windows/0/once/0/end value malformed-value",
      "/windows/0/exclude/0 value malformed-value",
    ]);
  });

  const floods: Record<string, unknown> = {
    "a text of a million characters": {
      ...base,
      notice: { message: "x".repeat(1e6) },
      metadata: { name: "a-".repeat(5e5) },
    },
    "a million braces": { ...base, notice: { message: "{".repeat(1e6) } },
    "a pattern of half a million segments": { ...base, operations: { blocked: ["a.".repeat(5e5)] } },
    "lists in lists": { ...base, roles: nested((inner) => [inner]) },
    "mappings in mappings": nested((inner) => ({ a: inner })),
    "unknown keys": { ...base, ...Object.fromEntries(many((index) => [`k${index}`, 1])) },
    "unknown roles": {
      ...base,
      roles: many((index) => ({ ...administrator, id: `role-${index}` })),
      overrides: many((index) => ({
        id: `o-${index}`,
        effect: "admit",
        roles: [`rolx-${index}`],
        reason: "x",
      })),
    },
    "unknown agents": {
      ...base,
      agents: [{ client: "a", site: "b", ids: many((index) => `agent-${index}`) }],
      overrides: many((index) => ({
        id: `o-${index}`,
        effect: "exempt",
        target: { client: "a", site: "b", agent: `x-${index}` },
        reason: "x",
      })),
    },
    "unknown operations": {
      ...base,
      operations: { blocked: many((index) => `a.b.c${index}`) },
      roles: [{ ...administrator, bypass: many((index) => `a.b.d${index}`) }],
    },
    "unknown rights": { ...base, roles: [{ id: "a", may: many((index) => `x${index}`) }] },
    "equal ids": { ...base, services: many(() => ({ id: "a" })) },
    "unknown time zones": {
      ...base,
      windows: many((index) => ({
        id: `w-${index}`,
        kind: "maintenance",
        timeZone: `Europe/X${index}`,
        once: [{ start: "2027-01-01T10:00", end: "2027-01-01T11:00" }],
      })),
    },
    "expired overrides": {
      ...base,
      overrides: many((index) => ({
        id: `o-${index}`,
        effect: "exempt",
        reason: "x",
        expires: "2020-01-01T00:00:00Z",
      })),
    },
    "windows without a time": { ...base, windows: many(() => ({})) },
    "wrong labels": {
      ...base,
      metadata: {
        name: "example",
        labels: Object.fromEntries(many((index) => [`no good ${index}`, 1])),
      },
    },
    "wrong days": {
      ...base,
      windows: [
        {
          id: "w",
          kind: "maintenance",
          recurring: {
            frequency: "weekly",
            startTime: "22:00",
            duration: "PT1H",
            byDay: many((index) => ({ day: "xx", nth: index })),
          },
        },
      ],
    },
  };
  for (const [name, value] of Object.entries(floods)) {
    it(`is bounded: ${name}`, function () {
      // Far more than it takes on a fast machine, far less than anything that grows with the square.
      this.timeout(5_000);
      const problems = check(value);
      assert.ok(problems.length > 0 && problems.length <= 201);
      if (problems.length === 201) assert.match(problems[200]?.message ?? "", /^\d+ more problems/);
      assert.ok(problems.every(({ message }) => message.length < 1_000));
    });
  }

  it("takes its time for a hundred thousand good windows, and finds nothing", function () {
    this.timeout(5_000);
    const windows = many((index) => ({
      id: `w-${index}`,
      kind: "maintenance",
      once: [{ start: "2027-01-01T10:00", end: "2027-01-01T11:00" }],
    }));
    assert.deepEqual(check({ ...base, windows }), []);
  });
});

function nested(around: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) value = around(value);
  return value;
}
