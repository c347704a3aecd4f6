/** `maintenance-mode next` and `explain`: the schedule and a decision in words, with the line that decided. */
import assert from "node:assert/strict";
import { Folder } from "./command";

const definition = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata: { name: shop }
timeZone: Europe/Copenhagen
roles:
  - { id: operator, admitted: true, may: [disable] }
operations:
  unlisted: deny
  answer: Come back later
  blocked:
    - id: process.run
      answer: Could Not Start
windows:
  - id: night
    kind: maintenance
    title: Patches
    recurring: { frequency: daily, startDate: "2027-01-01", count: 2, startTime: "22:00", duration: PT30H }
    announce: PT1H
  - id: stop
    kind: blackout
    target: { client: acme, site: hq }
    once: [{ start: "2027-01-10T00:00", end: "2027-01-10T12:00" }]
    cutoff: PT15M
`;

const toggle = {
  target: { client: "acme" },
  mode: "on",
  forced: false,
  since: "2026-12-31T10:00:00Z",
  until: "2026-12-31T14:00:00Z",
  reason: "CHG-1",
  by: "ada",
};

describe("maintenance-mode next and explain", () => {
  let folder: Folder;
  before(() => {
    folder = new Folder("2026-12-31T12:00:00Z", {
      "shop.yaml": definition,
      "bad.yaml": `${definition}foo: 1\n`,
      "state.json": JSON.stringify({ toggles: [toggle], saved: [] }),
      "twice.json": JSON.stringify({ toggles: [toggle, toggle], saved: [] }),
      "no.json": "{",
    });
  });
  after(() => folder.remove());

  const ask = async (command: string, ...args: string[]): Promise<string> => {
    const { status, out, err } = await folder.run([command, "shop.yaml", ...args]);
    assert.deepEqual([status, err], [0, ""]);
    return out;
  };

  it("next: what is open, until when the whole stretch lasts, and what comes", async () => {
    assert.equal(
      await ask("next", "--at", "2027-01-02T23:00"),
      `shop at Sat 2027-01-02 23:00 +01:00 (Europe/Copenhagen)
Open: night.

night (Patches): maintenance of the environment
  open since Fri 2027-01-01 22:00 +01:00, until Mon 2027-01-04 04:00 +01:00 (1 day 5 hours left)
  does not open again in the next ten years

stop: blackout of client acme, site hq
  opens Sun 2027-01-10 00:00 +01:00 (in 7 days 1 hour), until Sun 2027-01-10 12:00 +01:00 (12 hours)
  nothing that it refuses begins any more from Sat 2027-01-09 23:45 +01:00
`,
    );
  });

  it("next: begins with now", async () => {
    const out = await ask("next");
    assert.match(out, /^shop at Thu 2026-12-31 13:00 \+01:00/);
    assert.match(out, /^No window is open\.$/m);
    assert.match(out, /^ {2}announced from Fri 2027-01-01 21:00 \+01:00$/m);
  });

  it("explain: the decision, the line of its rule, the window, the answer, and until when", async () => {
    assert.equal(
      await ask(
        "explain",
        "--operation",
        "process.run",
        "--role",
        "operator",
        "--role",
        "x",
        "--at",
        "2027-01-02T00:00",
      ),
      `deny process.run for operator and x in the environment [OPERATION_BLOCKED]
At Sat 2027-01-02 00:00 +01:00 (Europe/Copenhagen)
Maintenance is on, and process.run is blocked.
Maintenance is on for the environment: window night of the environment is open until Sun 2027-01-03 04:00 +01:00.
  shop.yaml:11:7  - id: process.run
Window night: Fri 2027-01-01 22:00 +01:00 to Sun 2027-01-03 04:00 +01:00
Whoever asks is told: Could Not Start
Changes Mon 2027-01-04 04:00 +01:00 (in 2 days 4 hours)
Allowed again Mon 2027-01-04 04:00 +01:00 (in 2 days 4 hours); retry after 187200 seconds
Warning: The definition declares no role "x"; it counts for nothing.
`,
    );
  });

  it("explain: what was switched by hand, and by whom", async () => {
    const args = ["--operation", "a.b", "--target", "acme/hq/db-7", "--state", "state.json"];
    const out = await ask("explain", ...args);
    assert.match(
      out,
      /^deny a\.b for somebody without a role in client acme, site hq, agent db-7 \[NOT_ADMITTED\]$/m,
    );
    assert.match(out, /: ada switched client acme on at Thu 2026-12-31 11:00 \+01:00 \("CHG-1"\)\.$/m);
    assert.match(out, /^ {2}shop\.yaml:8:13 {2}unlisted: deny$/m);
    assert.match(out, /; retry after 7200 seconds$/m);
  });

  it("explain: what began before maintenance goes on", async () => {
    const args = ["--operation", "process.run", "--at", "2027-01-02T00:00", "--started-at"];
    assert.match(await ask("explain", ...args, "2027-01-01T21:59"), /^allow .+\[IN_FLIGHT\]$/m);
    assert.match(await ask("explain", ...args, "2027-01-01T22:00"), /^deny .+\[OPERATION_BLOCKED\]$/m);
  });

  it("explain: the same for programs", async () => {
    const out = await ask(
      "explain",
      "--operation",
      "process.run",
      "--at",
      "2027-01-02T00:00",
      "--format",
      "json",
    );
    const answer = JSON.parse(out) as { location: unknown; decision: { code: string; retryAfter: number } };
    assert.deepEqual(answer.location, { file: "shop.yaml", line: 11, column: 7 });
    assert.deepEqual([answer.decision.code, answer.decision.retryAfter], ["OPERATION_BLOCKED", 187_200]);
    const open = JSON.parse(await ask("explain", "--operation", "a", "--format", "json")) as object;
    assert.ok(!("location" in open));
  });

  it("explain: says what is wrong with what it was given", async () => {
    for (const [args, message] of [
      [[], /required option '--operation <name>'/],
      [["--operation", "a.*"], /^--operation is one dotted name such as process\.run, not "a\.\*"\.\n$/],
      [
        ["--operation", "a", "--target", "x//y"],
        /^--target is client, client\/site or client\/site\/agent, not "x\/\/y"\.\n$/,
      ],
      [["--operation", "a".repeat(300)], /^This cannot be asked: \/operation /],
      [["--operation", "a", "--state", "no.json"], /^no\.json: this is not JSON\n$/],
      [["--operation", "a", "--state", "twice.json"], /^twice\.json: this is not a state\./],
      [["--operation", "a", "--state", "absent.json"], /^absent\.json: this file does not exist\n$/],
      [["--operation", "a", "--at", "soon"], /^--at is a date/],
    ] as [string[], RegExp][]) {
      const { status, out, err } = await folder.run(["explain", "shop.yaml", ...args]);
      assert.deepEqual([status, out], [2, ""], args.join(" "));
      assert.match(err, message);
    }
    assert.equal((await folder.run(["explain", "bad.yaml", "--operation", "a"])).status, 1);
    assert.equal((await folder.run(["next", "bad.yaml"])).status, 1);
  });
});
