/** A validator of JSON Schema for another language accepts the same definitions as the one that is generated here. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { validateDefinition } from "../../src/core/generated/validate.js";
import { loadCases } from "../../src/tools/conformance/cases";
import { Program } from "../../src/tools/conformance/program";
import { makeDefinition } from "../../src/tools/fuzz/definitions";
import { newFocus } from "../../src/tools/fuzz/focus";
import { mutate } from "../../src/tools/fuzz/mutations";
import { Random } from "../../src/tools/fuzz/random";
import { getPython } from "../../src/tools/python";
import { note } from "../../src/tools/testing/results";

const mutations = 3_000;
const oracle = join("test", "conformance", "python", "oracle.py");

describe("jsonschema", () => {
  it("accepts the same definitions", async function () {
    this.timeout(300_000);
    const found = await getPython(["jsonschema"], console.log);
    if ("reason" in found) this.skip();
    const values = [...loadCases().map(({ policy }) => policy as unknown), ...mutated()];
    const program = new Program(found.command, [oracle]);
    let accepted = 0;
    try {
      await Promise.all(
        values.map(async (definition) => {
          const { result } = await program.ask({ op: "accepts", definition });
          const accepts = validateDefinition(definition);
          assert.equal(accepts, result, JSON.stringify(definition));
          if (accepts) accepted += 1;
        }),
      );
    } finally {
      program.close();
    }
    assert.ok(accepted > 500 && values.length - accepted > 500, String(accepted));
    note(`jsonschema: ${accepted} definitions accepted and ${values.length - accepted} refused as here`);
  });
});

function mutated(): unknown[] {
  return Array.from({ length: mutations }, (_, number) => {
    const random = new Random(1, number);
    return mutate(random, makeDefinition(random, newFocus(random)));
  });
}
