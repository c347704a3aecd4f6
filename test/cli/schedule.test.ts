/** `maintenance-mode schedule`: merged stretches for people and programs, single occurrences for calendars. */
import assert from "node:assert/strict";
import { Folder } from "./command";

const definition = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata: { name: shop, title: "Shop; the, one" }
timeZone: Europe/Copenhagen
windows:
  - id: night
    kind: maintenance
    title: "Näht, ${"ü".repeat(60)}; \\\\ and\\nmore"
    target: { client: acme }
    once:
      - { start: "2027-01-05T22:00", end: "2027-01-06T02:00" }
      - { start: "2027-01-06T01:00", end: "2027-01-06T03:00" }
      - { start: "2027-01-06T01:00", end: "2027-01-06T04:00" }
      - { start: "2027-01-06T04:00", end: "2027-01-06T05:00" }
  - id: gap
    kind: blackout
    recurring: { frequency: daily, startDate: "2027-03-27", count: 3, startTime: "02:30", duration: PT1H }
`;

describe("maintenance-mode schedule", () => {
  let folder: Folder;
  const schedule = async (...args: string[]): Promise<string> => {
    const { status, out, err } = await folder.run(["schedule", "shop.yaml", ...args]);
    assert.deepEqual([status, err], [0, ""]);
    return out;
  };
  const january = ["--from", "2027-01-01", "--to", "2027-02-01"];
  const change = ["--from", "2027-03-27", "--to", "2027-03-30T00:00"];

  before(() => {
    folder = new Folder("2026-12-20T00:00:00Z", {
      "shop.yaml": definition,
      "bad.yaml": `${definition}foo: 1\n`,
      "two.yaml": `${definition}---\n${definition.replace("shop", "stall")}`,
    });
  });
  after(() => folder.remove());

  it("shows stretches in the definition's zone: what overlaps is one, what touches is two", async () => {
    const [head, ...rows] = (await schedule(...january)).trimEnd().split("\n");
    assert.match(head ?? "", /^START +END +LENGTH +WINDOW +KIND +TARGET +TITLE$/);
    assert.deepEqual(
      rows.map((row) => row.split(/ {2,}/).slice(0, 6)),
      [
        [
          "Tue 2027-01-05 22:00 +01:00",
          "Wed 2027-01-06 04:00 +01:00",
          "6 hours",
          "night",
          "maintenance",
          "client acme",
        ],
        [
          "Wed 2027-01-06 04:00 +01:00",
          "Wed 2027-01-06 05:00 +01:00",
          "1 hour",
          "night",
          "maintenance",
          "client acme",
        ],
      ],
    );
  });

  it("gives both the zone's time and UTC in JSON, also across a clock change", async () => {
    const { timeZone, stretches } = JSON.parse(
      await schedule(...change, "--window", "gap", "--format", "json"),
    ) as { timeZone: string; stretches: { start: { local: string; utc: string }; end: { utc: string } }[] };
    assert.equal(timeZone, "Europe/Copenhagen");
    assert.deepEqual(
      stretches.map(({ start, end }) => [start.local, start.utc, end.utc]),
      [
        ["2027-03-27T02:30:00+01:00", "2027-03-27T01:30:00.000Z", "2027-03-27T02:30:00.000Z"],
        ["2027-03-28T03:00:00+02:00", "2027-03-28T01:00:00.000Z", "2027-03-28T02:00:00.000Z"],
        ["2027-03-29T02:30:00+02:00", "2027-03-29T00:30:00.000Z", "2027-03-29T01:30:00.000Z"],
      ],
    );
  });

  it("MM-SCHED-091..097: a calendar of single occurrences", async () => {
    const text = await schedule(...january, "--format", "ics");
    assert.ok(text.endsWith("END:VCALENDAR\r\n"));
    assert.ok(!/[^\r]\n/.test(text));
    for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
    const lines = text.replaceAll("\r\n ", "").split("\r\n");
    const values = (name: string): string[] =>
      lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
    assert.deepEqual(values("UID"), [
      "20270105T2200-night@shop",
      "20270106T0100-night@shop",
      "20270106T0400-night@shop",
    ]);
    assert.deepEqual(values("DTSTART"), ["20270105T210000Z", "20270106T000000Z", "20270106T030000Z"]);
    // Of the two that begin at 01:00 the one that ends later.
    assert.deepEqual(values("DTEND"), ["20270106T010000Z", "20270106T030000Z", "20270106T040000Z"]);
    assert.deepEqual(values("X-WR-CALNAME"), ["Shop\\; the\\, one"]);
    assert.equal(values("SUMMARY")[0], `Näht\\, ${"ü".repeat(60)}\\; \\\\ and\\nmore`);
    assert.deepEqual(values("CATEGORIES"), ["maintenance", "maintenance", "maintenance"]);
    assert.equal(await schedule(...january, "--format", "ics"), text);
  });

  it("forms the UID from the local start as it is written, also where the clock skips it", async () => {
    const text = await schedule(...change, "--format", "ics");
    assert.deepEqual(
      text.match(/^UID:.*$/gm)?.map((line) => line.trim()),
      ["UID:20270327T0230-gap@shop", "UID:20270328T0230-gap@shop", "UID:20270329T0230-gap@shop"],
    );
    assert.match(text, /DTSTART:20270328T010000Z/);
  });

  it("begins now and looks 30 days ahead unless it is told otherwise", async () => {
    assert.match(await schedule(), /^Tue 2027-01-05/m);
    assert.match(
      await schedule("--to", "2026-12-21"),
      /^No window is open from .+ \(Europe\/Copenhagen\)\.\n$/,
    );
  });

  it("lets no control character of a title through to a terminal or a calendar", async () => {
    folder.write("escape.yaml", definition.replace("Näht", "\\e[31mN\\a"));
    for (const format of ["table", "ics"]) {
      const { out } = await folder.run(["schedule", "escape.yaml", ...january, "--format", format]);
      assert.deepEqual(
        out.match(/\p{Cc}/gu)?.filter((one) => one !== "\r" && one !== "\n"),
        [],
      );
      assert.match(out, / \[31mN /);
    }
  });

  it("says what is wrong with what it was given", async () => {
    for (const [args, status, message] of [
      [
        ["shop.yaml", "--window", "nigth"],
        2,
        /^The definition has no window "nigth"\. Did you mean night\?\n$/,
      ],
      [["shop.yaml", "--from", "2027-02-30"], 2, /^--from is a date .+, not "2027-02-30"\.\n$/],
      [["shop.yaml", "--from", "2027-02-31T00:00:00Z"], 2, /^--from is a date/],
      [["shop.yaml", "--from", "2027-01-01", "--to", "2027-01-01"], 2, /^--to is later than --from\.\n$/],
      [["shop.yaml", "--format", "xml"], 2, /Allowed choices are table, json, ics/],
      [["absent.yaml"], 2, /^absent\.yaml: this file does not exist\n$/],
      [["two.yaml"], 2, /^two\.yaml holds shop and stall: say with --name which one is meant\.\n$/],
      [["two.yaml", "--name", "x"], 2, /^two\.yaml: there is no "x", only shop and stall in this file\.\n$/],
      [
        ["bad.yaml"],
        1,
        /^bad\.yaml:\d+:1 error `foo` is not .+ \[unknown-property\]\n1 error in bad\.yaml: mend that first\.\n$/,
      ],
    ] as [string[], number, RegExp][]) {
      const answer = await folder.run(["schedule", ...args]);
      assert.deepEqual([answer.status, answer.out], [status, ""]);
      assert.match(answer.err, message);
    }
    assert.equal((await folder.run(["schedule", "two.yaml", "--name", "stall"])).status, 0);
  });

  it("is in colour on a terminal, and plain with NO_COLOR", async () => {
    const colored = async (env: Record<string, string>): Promise<boolean> =>
      (await folder.run(["schedule", "shop.yaml"], { isTTY: true, env })).out.includes("\u001B");
    assert.deepEqual([await colored({}), await colored({ NO_COLOR: "1" })], [true, false]);
  });
});
