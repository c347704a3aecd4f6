/** `maintenance-mode diff`: what changes for whom, in words and for programs, and exit codes as diff has them. */
import assert from "node:assert/strict";
import { Folder } from "./command";

const old = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata: { name: shop }
timeZone: Europe/Copenhagen
notice: { message: Hello }
roles:
  - { id: operator, admitted: true, may: [enable, disable], bypass: [backup.*] }
  - { id: guest }
operations:
  unlisted: allow
  blocked: [process.run, backup.*]
  onlyDuringMaintenance: [license.edit]
windows:
  - { id: night, kind: maintenance, once: [{ start: "2027-01-05T22:00", end: "2027-01-06T02:00" }] }
  - { id: stop, kind: blackout, once: [{ start: "2027-01-10T00:00", end: "2027-01-10T12:00" }] }
agents:
  - { client: acme, site: hq, ids: [a, b] }
overrides:
  - { id: keep, effect: exempt, target: { client: acme }, reason: INC-1 }
`;

const reordered = old
  .replace("may: [enable, disable]", "may: [disable, enable]")
  .replace("[process.run, backup.*]", "[backup.*, process.run]")
  .replace("[a, b]", "[b, a]")
  .concat("# said otherwise\n");

const now = old
  .replace("Europe/Copenhagen", "Europe/London")
  .replace("Hello", "Good day")
  .replace("may: [enable, disable], bypass: [backup.*]", "may: [disable, force]")
  .replace("  - { id: guest }\n", "  - { id: auditor, may: [approve] }\n")
  .replace("process.run", "process.*")
  .replace("[license.edit]", "[license.buy]")
  .replace(/ {2}- \{ id: stop.*\n/, "")
  .replace("[a, b]", "[a, c]")
  .replace("client: acme }, reason: INC-1", "client: acme, site: hq }, reason: INC-2");

describe("maintenance-mode diff", () => {
  let folder: Folder;
  before(() => {
    folder = new Folder("2026-12-31T12:00:00Z", {
      "a.yaml": old,
      "b.yaml": now,
      "same.yaml": reordered,
      "bad.yaml": `${old}foo: 1\n`,
    });
  });
  after(() => folder.remove());

  it("exits with 0 where both say the same, in whatever order", async () => {
    assert.deepEqual(await folder.run(["diff", "a.yaml", "same.yaml"]), {
      status: 0,
      out: "The two say the same.\n",
      err: "",
    });
  });

  it("exits with 1 and says what changes for whom", async () => {
    assert.deepEqual(await folder.run(["diff", "a.yaml", "b.yaml"]), {
      status: 1,
      out: `Roles and rights
  + auditor: not admitted; may approve
  - guest
  ~ operator: bypass -backup.*; may +force -enable

Operations while maintenance is on
  ~ backup.* for operator: allow BYPASS -> deny OPERATION_BLOCKED
  ~ process.* for somebody without a role, auditor and guest: allow NOT_BLOCKED -> deny OPERATION_BLOCKED
  ~ process.* for operator: allow ADMITTED -> deny OPERATION_BLOCKED

Operations while maintenance is off
  ~ license.buy for somebody without a role, auditor, guest and operator: allow OPEN -> deny REQUIRES_MAINTENANCE
  ~ license.edit for somebody without a role, auditor, guest and operator: deny REQUIRES_MAINTENANCE -> allow OPEN

Windows
  ~ night, maintenance of the environment: opens at other times, because of the time zone or a schedule
      next before: Tue 2027-01-05 21:00 +00:00 to Wed 2027-01-06 01:00 +00:00
      next after: Tue 2027-01-05 22:00 +00:00 to Wed 2027-01-06 02:00 +00:00
  - stop, blackout of the environment
      next before: Sat 2027-01-09 23:00 +00:00 to Sun 2027-01-10 11:00 +00:00

Overrides
  ~ keep: exempt in client acme, site hq; no end ("INC-2") [reason and target changed]

Agents
  + client acme, site hq, agent c
  - client acme, site hq, agent b

Changed besides
  ~ notice
  ~ timeZone
  ~ operations.blocked
  ~ operations.onlyDuringMaintenance
`,
      err: "",
    });
  });

  it("tells programs the same", async () => {
    const { status, out } = await folder.run(["diff", "a.yaml", "b.yaml", "--format", "json"]);
    assert.equal(status, 1);
    const answer = JSON.parse(out) as {
      same: boolean;
      windows: { id: string; change: string; nextBefore: { start: { utc: string } }[] }[];
      other: string[];
    };
    assert.equal(answer.same, false);
    assert.deepEqual(
      answer.windows.map(({ id, change, nextBefore }) => [id, change, nextBefore[0]?.start.utc]),
      [
        ["night", "changed", "2027-01-05T21:00:00.000Z"],
        ["stop", "removed", "2027-01-09T23:00:00.000Z"],
      ],
    );
    const same = await folder.run(["diff", "a.yaml", "same.yaml", "--format", "json"]);
    assert.equal((JSON.parse(same.out) as { same: boolean }).same, true);
  });

  it("looks at windows from the instant it is given", async () => {
    const { out } = await folder.run(["diff", "a.yaml", "b.yaml", "--at", "2027-02-01"]);
    assert.match(out, /- stop, .+\n +next before: none in the next ten years\n/);
    assert.doesNotMatch(out, /night/);
  });

  it("exits with 2 for trouble, and says which", async () => {
    const { status, out, err } = await folder.run(["diff", "a.yaml", "bad.yaml"]);
    assert.deepEqual([status, out], [2, ""]);
    assert.match(err, /^bad\.yaml:20:1 error .+\n1 error in bad\.yaml: mend that first\.\n$/);
    assert.equal((await folder.run(["diff", "a.yaml", "absent.yaml"])).status, 2);
    assert.equal((await folder.run(["diff", "a.yaml"])).status, 2);
    assert.equal((await folder.run(["diff", "-", "-"])).status, 2);
  });
});
