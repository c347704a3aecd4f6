/** How a run's results are read and summed up: what counts as green, and what never does. */
import assert from "node:assert/strict";
import { readResults, type ResultEvent } from "../../src/tools/testing/results";
import { summarize, type Run } from "../../src/tools/testing/summary";

const read = (...events: readonly ResultEvent[]): ReturnType<typeof readResults> =>
  readResults(events.map((event) => JSON.stringify(event)).join("\n"));

const run = (results: Partial<Run["results"]>): Run => ({
  name: "unit",
  seconds: 1,
  results: { passed: 1, failures: [], skipped: [], notes: [], ...results },
});

describe("results of a run", () => {
  it("are counted", () => {
    const results = read(
      { event: "begin", id: "a" },
      { event: "pass", id: "a" },
      { event: "begin", id: "b" },
      { event: "fail", id: "b", message: "no" },
      { event: "skip", id: "c" },
      { event: "note", text: "fast" },
      { event: "end" },
    );
    assert.deepEqual(results, {
      passed: 1,
      failures: [{ id: "b", message: "no" }],
      skipped: ["c"],
      notes: ["fast"],
    });
  });

  it("name the test that was running when the run died", () => {
    const { failures } = read({ event: "pass", id: "a" }, { event: "begin", id: "b" });
    assert.deepEqual(
      failures.map(({ id }) => id),
      ["b"],
    );
  });

  it("of a run that never began, or held nothing, are a failure", () => {
    assert.equal(readResults("").failures.length, 1);
    assert.equal(read({ event: "end" }).failures.length, 1);
  });

  it("survive a line that was cut off", () => {
    const text = '{"event":"pass","id":"a"}\n{"event":"end"}\n{"event":"no';
    assert.equal(readResults(text).passed, 1);
    assert.equal(readResults(text).failures.length, 0);
  });
});

describe("the summary", () => {
  it("ends with the total over all suites", () => {
    const { lines, ok } = summarize([run({ passed: 3 }), run({ passed: 4 })], {});
    assert.equal(lines.at(-1), "7 passed, 0 failed, 0 skipped");
    assert.equal(ok, true);
  });

  it("is not green when something failed", () => {
    const { lines, ok } = summarize([run({ failures: [{ id: "b", message: "no\nstack" }] })], {});
    assert.equal(lines.at(-1), "1 passed, 1 failed, 0 skipped");
    assert.equal(ok, false);
  });

  it("is not green when nothing passed", () => {
    assert.equal(summarize([run({ passed: 0 })], {}).ok, false);
    assert.equal(summarize([], {}).ok, false);
  });

  it("is not green when a skip has no reason on the list", () => {
    assert.equal(summarize([run({ skipped: ["c"] })], {}).ok, false);
    assert.equal(summarize([run({ skipped: ["c"] })], { c: "needs Windows" }).ok, true);
  });
});
