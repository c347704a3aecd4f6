/** When documents are checked, with a clock that the test turns: never twice for one text, never late. */
import assert from "node:assert/strict";
import { idleMs, restMs, type Rounds, startRounds } from "../../src/lsp/rounds";

/** Timers that ring when the test says so. */
class Hands {
  nowMs = 0;
  timers: { atMs: number; run: () => void }[] = [];
  checked: string[] = [];
  rested: string[] = [];
  failures: string[] = [];
  heavy = new Set<string>();
  large = new Set<string>();
  texts = new Map<string, string>();

  readonly rounds: Rounds = startRounds({
    check: (uri, isHasty) => {
      const text = this.texts.get(uri) ?? "";
      if (text === "boom") throw new Error("boom");
      this.checked.push(`${uri} ${text}${isHasty && this.large.has(uri) ? " in haste" : ""}`);
    },
    rested: (uri) => this.rested.push(uri),
    isHeavy: (uri) => this.heavy.has(uri),
    isLarge: (uri) => this.large.has(uri),
    failed: (uri, error) => this.failures.push(`${uri} ${String(error)}`),
    after: (delayMs, run) => {
      const timer = { atMs: this.nowMs + delayMs, run };
      this.timers.push(timer);
      return () => (this.timers = this.timers.filter((one) => one !== timer));
    },
  });

  type(uri: string, ...texts: string[]): void {
    for (const text of texts) {
      this.texts.set(uri, text);
      this.rounds.changed(uri);
    }
  }

  pass(ms: number): void {
    this.nowMs += ms;
    for (const timer of this.timers.filter(({ atMs }) => atMs <= this.nowMs)) {
      this.timers = this.timers.filter((one) => one !== timer);
      timer.run();
    }
  }
}

describe("rounds", () => {
  it("begin at once when a document is opened, however heavy it is", () => {
    const hands = new Hands();
    hands.texts.set("a", "1");
    hands.heavy.add("a");
    hands.rounds.opened("a");
    hands.pass(0);
    assert.deepEqual(hands.checked, ["a 1"]);
  });

  it("check changes that arrive together once, and at once", () => {
    const hands = new Hands();
    hands.type("a", "1", "2", "3");
    hands.pass(0);
    assert.deepEqual(hands.checked, ["a 3"]);
  });

  it("wait for a rest in typing where a check takes its time", () => {
    const hands = new Hands();
    hands.heavy.add("a");
    for (const text of ["1", "2", "3"]) {
      hands.type("a", text);
      hands.pass(restMs - 1);
    }
    assert.deepEqual(hands.checked, []);
    hands.pass(1);
    assert.deepEqual(hands.checked, ["a 3"]);
  });

  it("check a large document at once in haste, and all of it after a rest", () => {
    const hands = new Hands();
    hands.large.add("a");
    hands.type("a", "1");
    hands.pass(0);
    hands.pass(restMs - 1);
    hands.type("a", "2");
    hands.pass(0);
    hands.pass(restMs - 1);
    assert.deepEqual(hands.checked, ["a 1 in haste", "a 2 in haste"]);
    hands.pass(1);
    hands.pass(restMs);
    assert.deepEqual(hands.checked.slice(2), ["a 2"]);
  });

  it("of different documents do not disturb each other", () => {
    const hands = new Hands();
    hands.heavy.add("b");
    hands.type("b", "1");
    hands.type("a", "2");
    hands.pass(restMs);
    assert.deepEqual(hands.checked.sort(), ["a 2", "b 1"]);
  });

  it("end when the document is closed or everything stops", () => {
    const hands = new Hands();
    hands.type("a", "1");
    hands.rounds.closed("a");
    hands.type("b", "2");
    hands.rounds.stop();
    hands.pass(restMs);
    assert.deepEqual(hands.checked, []);
    assert.deepEqual(hands.timers, []);
  });

  it("are followed by a rest once nobody has typed for a while", () => {
    const hands = new Hands();
    hands.rounds.opened("b");
    for (const text of ["1", "2"]) {
      hands.type("a", text);
      hands.pass(idleMs - 1);
    }
    assert.deepEqual(hands.rested, []);
    hands.pass(1);
    assert.deepEqual(hands.rested, ["a"]);
  });

  it("that fail are told, and the next one works", () => {
    const hands = new Hands();
    hands.type("a", "boom");
    hands.pass(0);
    assert.deepEqual(hands.failures, ["a Error: boom"]);
    hands.type("a", "2");
    hands.pass(0);
    assert.deepEqual(hands.checked, ["a 2"]);
  });
});
