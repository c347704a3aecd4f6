/** The bench without peers and without measuring: what it prints, writes and reports, and the hard questions it holds. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DiagnosticSeverity } from "vscode-languageserver-types";
import { parse } from "yaml";
import { bench } from "../../src/tools/bench";
import { type Area, type Goal, type Row, row } from "../../src/tools/bench/area";
import { definitionFor, requestsOf, stateOf } from "../../src/tools/bench/decisions/workload";
import { agentsText, misspelt, mixedText, sizes, typed } from "../../src/tools/bench/language/texts";
import { oneSchema } from "../../src/tools/generate/one-schema";
import { ourNextChange } from "../../src/tools/bench/schedule/ours";
import { newAjv } from "../../src/tools/generate/ajv";
import { diagnose } from "../../src/language/diagnose";
import { hardCases, ourNext } from "../../src/tools/bench/schedule/hard";
import { checkDefinition } from "../../src/core/check/check";
import { Evaluator } from "../../src/core/evaluate";
import { compile } from "../../src/core/policy";

const area = (name: string, ratio: number, goal: Goal): Area => ({
  name,
  measure: () =>
    Promise.resolve({
      rows: [
        row(
          { area: name, name: "work", unit: "µs", ours: 2, other: 2 * ratio, otherName: "peer 1.0", ratio },
          goal,
        ),
      ],
      notes: [`a note of ${name}`],
    }),
});

describe("bench", () => {
  let folder: string;
  let printed: string;
  const run = async (areas: readonly Area[], only?: string): Promise<{ met: boolean; rows: () => Row[] }> => {
    const file = join(folder, "results.json");
    printed = "";
    const met = await bench(areas, only, file, (text) => (printed += `${text}\n`));
    return { met, rows: () => JSON.parse(readFileSync(file, "utf8")) as Row[] };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bench-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes a row for each comparison and prints the same as a table, with the notes below", async () => {
    const { met, rows } = await run([area("fast", 30, { atLeast: 20 }), area("even", 1.1, { atMost: 1.5 })]);
    assert.equal(met, true);
    assert.deepEqual(rows()[0], {
      area: "fast",
      name: "work",
      unit: "µs",
      ours: 2,
      other: 60,
      otherName: "peer 1.0",
      ratio: 30,
      goal: ">= 20",
      met: true,
    });
    assert.deepEqual(
      rows().map(({ goal }) => goal),
      [">= 20", "<= 1.5"],
    );
    assert.match(printed, /^fast +work +2\.00 µs +60\.0 µs +peer 1\.0 +30\.0 +>= 20 +met$/m);
    assert.match(printed, /a note of even\n$/);
  });

  it("says that a goal is missed, however many are met", async () => {
    const { met, rows } = await run([area("fast", 30, { atLeast: 20 }), area("slow", 1.6, { atMost: 1.5 })]);
    assert.equal(met, false);
    assert.deepEqual(
      rows().map((one) => one.met),
      [true, false],
    );
    assert.match(printed, /^slow .* MISSED$/m);
  });

  it("runs only the area that is asked for, and names the areas where there is none of that name", async () => {
    const areas = [area("fast", 30, { atLeast: 20 }), area("slow", 2, { atLeast: 20 })];
    const { met, rows } = await run(areas, "fast");
    assert.equal(met, true);
    assert.deepEqual(
      rows().map((one) => one.area),
      ["fast"],
    );
    assert.equal((await run(areas, "nothing")).met, false);
    assert.match(printed, /The areas are fast, slow\./);
  });
});

describe("the workload of the bench", () => {
  it("is a valid definition of the size that is claimed, and its requests meet every step", () => {
    const definition = definitionFor(10_000);
    const { blocked = [], alwaysAllowed = [], onlyDuringMaintenance = [] } = definition.operations ?? {};
    assert.deepEqual(checkDefinition(definition, { nowMs: 0 }), []);
    assert.equal(blocked.length + alwaysAllowed.length + onlyDuringMaintenance.length, 100);
    assert.equal(definition.windows?.length, 100);
    assert.equal(definition.overrides?.length, 200);
    assert.equal(definition.agents?.flatMap(({ ids }) => ids).length, 10_000);
    const evaluator = new Evaluator(compile(definition), stateOf());
    const codes = requestsOf(10_000, 5_000).map(({ request, nowMs }) => {
      const judged = evaluator.verdict(request, nowMs);
      return judged.ok ? judged.verdict.code : judged.code;
    });
    assert.deepEqual([...new Set(codes)].sort(), [
      "ADMITTED",
      "ALWAYS_ALLOWED",
      "BLACKOUT",
      "BLACKOUT_BYPASS",
      "BYPASS",
      "CUTOFF",
      "NOT_ADMITTED",
      "OPEN",
      "OPERATION_BLOCKED",
      "REQUIRES_MAINTENANCE",
    ]);
  });
});

describe("the texts of the bench", () => {
  const texts = { "long inventory": agentsText, "all lists": mixedText };
  const errorsOf = (text: string): string[] =>
    diagnose(text, { uri: "bench.maintenance.yaml", nowMs: 0 })
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .map(({ code }) => String(code));

  for (const [name, make] of Object.entries(texts)) {
    it(`have the size that is claimed, are valid and the same every time: ${name}`, () => {
      for (const size of [sizes["1 KB"], sizes["100 KB"]]) {
        const text = make(size);
        assert.ok(text.length >= size && text.length < size * 1.1 + 800, `${text.length} of ${size}`);
        assert.equal(make(size), text);
        assert.deepEqual(errorsOf(text), []);
      }
    });

    it(`have a mistake that we find, and that a validator of the schema finds, too: ${name}`, () => {
      const { text, wrong } = misspelt(make(sizes["100 KB"]));
      const validate = newAjv().compile(oneSchema());
      assert.deepEqual(errorsOf(wrong), ["unknown-property"]);
      assert.equal(validate(parse(text)), true);
      assert.equal(validate(parse(wrong)), false);
    });
  }

  it("have a letter whose absence nobody minds", () => {
    assert.deepEqual(errorsOf(typed(mixedText(sizes["100 KB"])).wrong), []);
  });
});

describe("questions about the next change", () => {
  it("are answered by us as the calendar says: when the next window begins, and when the one that is open ends", () => {
    const rule = { rrule: "FREQ=DAILY", start: "2016-11-01T22:00", hours: 4 };
    assert.equal(ourNextChange(rule, Date.parse("2026-11-21T12:00Z")), Date.parse("2026-11-21T21:00Z"));
    assert.equal(ourNextChange(rule, Date.parse("2026-11-21T22:00Z")), Date.parse("2026-11-22T01:00Z"));
  });
});

describe("hard questions about recurrence", () => {
  for (const asked of hardCases) {
    it(`${asked.name}: ${asked.next}`, () => {
      assert.equal(ourNext(asked), asked.next);
      const others = Object.values(asked.others);
      assert.ok(others.length > 0 && !others.includes(asked.next), "some library answers otherwise");
    });
  }
});
