/** When documents are checked, with a clock that the test turns: never twice, never to the end for nothing. */
import assert from "node:assert/strict";
import { restMs, type Rounds, startRounds } from "../../src/lsp/rounds";

/** Timers and pauses that happen when the test says so. */
class Hands {
  nowMs = 0;
  timers: { atMs: number; run: () => void }[] = [];
  pauses: (() => void)[] = [];
  delivered: string[] = [];
  failures: string[] = [];
  /** Steps that have been taken, by text. */
  steps: string[] = [];
  texts = new Map<string, string>();

  readonly rounds: Rounds = startRounds<string>({
    check: (uri) => {
      const text = this.texts.get(uri);
      return text === undefined ? undefined : this.check(text);
    },
    deliver: (uri, result) => this.delivered.push(`${uri} ${result}`),
    failed: (uri, error) => this.failures.push(`${uri} ${String(error)}`),
    after: (delayMs, run) => {
      const timer = { atMs: this.nowMs + delayMs, run };
      this.timers.push(timer);
      return () => (this.timers = this.timers.filter((one) => one !== timer));
    },
    pause: () => new Promise((resolve) => this.pauses.push(resolve)),
  });

  *check(text: string): Generator<void, string> {
    for (const part of text.split(" ")) {
      if (part === "boom") throw new Error("boom");
      this.steps.push(part);
      yield;
    }
    return text;
  }

  set(uri: string, text: string): void {
    this.texts.set(uri, text);
  }

  async pass(ms: number): Promise<void> {
    this.nowMs += ms;
    for (const timer of this.timers.filter(({ atMs }) => atMs <= this.nowMs)) {
      this.timers = this.timers.filter((one) => one !== timer);
      timer.run();
    }
    await this.settle();
  }

  /** Lets one pause end. */
  async step(): Promise<void> {
    this.pauses.shift()?.();
    await this.settle();
  }

  async finish(): Promise<void> {
    while (this.pauses.length > 0) await this.step();
  }

  private async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
}

describe("rounds", () => {
  it("begin at once when a document is opened", async () => {
    const hands = new Hands();
    hands.set("a", "1 2");
    hands.rounds.opened("a");
    await hands.pass(0);
    await hands.finish();
    assert.deepEqual(hands.delivered, ["a 1 2"]);
  });

  it("wait for a rest in typing", async () => {
    const hands = new Hands();
    for (const text of ["1", "2", "3"]) {
      hands.set("a", text);
      hands.rounds.changed("a");
      await hands.pass(restMs - 1);
      await hands.finish();
    }
    assert.deepEqual(hands.delivered, []);
    await hands.pass(1);
    await hands.finish();
    assert.deepEqual(hands.delivered, ["a 3"]);
    assert.deepEqual(hands.steps, ["3"]);
  });

  it("are given up between two steps when a newer version comes", async () => {
    const hands = new Hands();
    hands.set("a", "1 2 3");
    hands.rounds.opened("a");
    await hands.pass(0);
    await hands.step();
    await hands.step();
    assert.deepEqual(hands.steps, ["1", "2"]);
    hands.set("a", "new");
    hands.rounds.changed("a");
    await hands.finish();
    assert.deepEqual(hands.steps, ["1", "2"]);
    await hands.pass(restMs);
    await hands.finish();
    assert.deepEqual(hands.delivered, ["a new"]);
  });

  it("of different documents do not disturb each other", async () => {
    const hands = new Hands();
    hands.set("a", "1 2");
    hands.set("b", "3 4");
    hands.rounds.opened("a");
    hands.rounds.opened("b");
    await hands.pass(0);
    await hands.finish();
    assert.deepEqual(hands.delivered, ["a 1 2", "b 3 4"]);
  });

  it("end when the document is closed or everything stops", async () => {
    const hands = new Hands();
    hands.set("a", "1 2");
    hands.rounds.opened("a");
    await hands.pass(0);
    await hands.step();
    hands.rounds.closed("a");
    hands.set("b", "3");
    hands.rounds.changed("b");
    hands.rounds.stop();
    await hands.pass(restMs);
    await hands.finish();
    assert.deepEqual(hands.delivered, []);
    assert.deepEqual(hands.timers, []);
  });

  it("that fail are told, and the next one works", async () => {
    const hands = new Hands();
    hands.set("a", "1 boom");
    hands.rounds.opened("a");
    await hands.pass(0);
    await hands.finish();
    assert.deepEqual(hands.failures, ["a Error: boom"]);
    hands.set("a", "2");
    hands.rounds.changed("a");
    await hands.pass(restMs);
    await hands.finish();
    assert.deepEqual(hands.delivered, ["a 2"]);
  });
});
