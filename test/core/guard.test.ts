/** The guard around a system: what goes on, what is asked again and when, what is reported; and that nothing it is sent makes it fall over. */
import assert from "node:assert/strict";
import { type Effect, Guard, type GuardEvent, type Wish } from "../../src/core/guard";

const t0 = Date.parse("2026-03-02T20:00:00Z");
const minute = 60_000;
const allow = { decision: "allow", code: "OPEN", nextChange: null };
const status = { phase: "off", toggles: [], saved: [], definition: { digest: "d" } };

/** A host whose events are one minute apart. */
class Host {
  readonly guard = new Guard();
  nowMs = t0;

  tell(event: DistributiveOmit<GuardEvent, "atMs">): Effect[] {
    this.nowMs += minute;
    return this.guard.tell({ ...event, atMs: this.nowMs });
  }

  wants(wish: Partial<Wish> = {}): Effect[] {
    return this.tell({ type: "wanted", id: "a", operation: "process.run", ...wish });
  }

  hears(question: number, answer?: unknown): string[] {
    return this.tell({ type: "answered", question, answer }).map((effect) => effect.do);
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

describe("guard", () => {
  let host: Host;
  beforeEach(() => {
    host = new Host();
  });

  it("tells the one who is refused what the decision says", () => {
    host.wants();
    const denied = { decision: "deny", code: "BLACKOUT", answer: "Closed", retryAfter: 60, nextChange: null };
    assert.deepEqual(host.tell({ type: "answered", question: 1, answer: denied }), [
      { do: "refuse", id: "a", code: "BLACKOUT", answer: "Closed", retryAfter: 60 },
    ]);
  });

  it("says when the next decision runs out", () => {
    assert.equal(host.guard.nextMs, undefined);
    host.wants({ id: "a" });
    host.wants({ id: "b" });
    assert.equal(host.guard.nextMs, undefined, "what is asked cannot run out");
    host.hears(1, { ...allow, nextChange: "2026-03-02T23:00:00Z" });
    host.hears(2, { ...allow, nextChange: "2026-03-02T22:00:00Z" });
    assert.equal(host.guard.nextMs, Date.parse("2026-03-02T22:00:00Z"));
    host.tell({ type: "finished", id: "b" });
    assert.equal(host.guard.nextMs, Date.parse("2026-03-02T23:00:00Z"));
  });

  it("asks again when a status says that the state or the definition is another one, and only then", () => {
    host.tell({ type: "status", status });
    host.wants();
    host.hears(1, allow);
    const asks = (more: object): string[] =>
      host.tell({ type: "status", status: { ...status, ...more } }).map((effect) => effect.do);
    assert.deepEqual(asks({ phase: "scheduled", at: "later", inFlight: [{ id: "x" }], mood: "fine" }), []);
    assert.deepEqual(asks({ toggles: [{ target: {}, mode: "on" }] }), ["ask"]);
    assert.deepEqual(asks({ definition: { digest: "e" } }), ["ask"]);
  });

  it("refuses what is allowed for nobody knows how long", () => {
    for (const nextChange of [undefined, "soon", 5, {}]) {
      const other = new Host();
      other.wants();
      assert.deepEqual(other.hears(1, { ...allow, nextChange }), ["refuse"]);
    }
  });

  it("ignores answers to what nobody asks, and the second one to the same question", () => {
    host.wants();
    assert.deepEqual(host.hears(7, allow), []);
    assert.deepEqual(host.hears(1, allow), ["go"]);
    assert.deepEqual(host.hears(1, { ...allow, decision: "deny" }), []);
  });

  it("reports what it stopped, but not what had to wait for maintenance", () => {
    host.wants({ id: "a", target: { client: "acme" } });
    host.hears(1, allow);
    host.tell({ type: "changed" });
    assert.deepEqual(host.hears(2, { ...allow, decision: "deny", code: "BLACKOUT" }), ["stop"]);
    host.wants({ id: "b", operation: "configuration.edit" });
    host.hears(3, { ...allow, decision: "deny", code: "REQUIRES_MAINTENANCE" });
    const [report] = host.tell({ type: "ended", target: {} });
    assert.ok(report?.do === "report");
    assert.deepEqual(
      report.held.map(({ operation, code, due }) => [operation, code, due]),
      [["process.run", "BLACKOUT", false]],
    );
  });

  it("falls over nothing that an evaluator or an endpoint may send", () => {
    for (const odd of [undefined, null, 0, "", [], {}, [null], { definition: null, phase: {} }]) {
      host.wants();
      host.tell({ type: "status", status: odd });
      host.tell({ type: "answered", question: 1, answer: odd });
    }
    assert.equal(host.guard.phase, "unknown");
  });
});
