/** Both implementations answer random questions in the same way. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fuzz } from "../../src/tools/fuzz/run";
import { questionsOf } from "../../src/tools/fuzz/questions";
import { shrink } from "../../src/tools/fuzz/shrink";
import { answer } from "../../src/tools/conformance/answer";
import type { Question } from "../../src/tools/conformance/run";
import { getPython } from "../../src/tools/python";
import { filesIn } from "../../src/tools/testing/files";
import { note } from "../../src/tools/testing/results";
import { root } from "../../src/tools/paths";

const cases = 20_000;
const codes = [
  ...["ADMITTED", "ALWAYS_ALLOWED", "BLACKOUT", "BLACKOUT_BYPASS", "BYPASS", "CUTOFF", "INVALID_DEFINITION"],
  ...["IN_FLIGHT", "NOT_ADMITTED", "NOT_BLOCKED", "OPEN", "OPERATION_BLOCKED", "REQUIRES_MAINTENANCE"],
];

/** The same code is always asked the same, so this test needs no luck; other code is asked something else. */
function seedOfTheCode(): number {
  const hash = createHash("sha256");
  for (const [folder, ending] of [
    ["src/core", ".ts"],
    ["src/tools/fuzz", ".ts"],
    ["test/conformance/python", ".py"],
  ] as const)
    for (const file of filesIn(join(root, folder), ending)) hash.update(readFileSync(file));
  return hash.digest().readUInt32BE(0) % 1_000_000;
}

describe("random questions", () => {
  it("are answered alike by both implementations", async function () {
    this.timeout(600_000);
    const found = await getPython([], console.log);
    if ("reason" in found) this.skip();
    const seed = seedOfTheCode();
    console.log(`      seed ${seed}`);
    const { asked, definitions, kinds, disagreements } = await fuzz({ python: found.command, seed, cases });
    const again = disagreements.map(({ number }) => `npm run fuzz -- --seed ${seed} --only ${number}`);
    assert.deepEqual(disagreements, [], again.join(", "));
    assert.ok(asked >= cases, String(asked));
    const decided = codes.filter((code) => (kinds[`evaluate ${code}`] ?? 0) === 0);
    assert.deepEqual(decided, [], "no question led to these");
    note(`Fuzz, seed ${seed}: ${asked} questions about ${definitions} definitions, 0 disagreements`);
  });

  it("are the same for the same seed, and others for another", function () {
    this.timeout(60_000);
    const asked = (seed: number): string => {
      const questions = questionsOf(seed, 1);
      const all: unknown[] = [];
      for (let next = questions.next(); next.done !== true; next = questions.next(answer(next.value)))
        all.push(next.value);
      return JSON.stringify(all);
    };
    assert.equal(asked(7), asked(7));
    assert.notEqual(asked(7), asked(8));
  });

  it("become small when they show a disagreement", async () => {
    const question = {
      op: "evaluate",
      definition: { roles: [{ id: "a" }, { id: "b", may: ["force"] }], windows: [{ id: "w" }] },
      state: { toggles: [1, 2, 3] },
    };
    const showsIt = ({ definition, state }: Question): Promise<boolean> =>
      Promise.resolve(JSON.stringify(definition).includes('"b"') && JSON.stringify(state).includes("2"));
    assert.deepEqual(await shrink(question, showsIt), {
      op: "evaluate",
      definition: { roles: [{ id: "b" }] },
      state: { toggles: [2] },
    });
  });
});
