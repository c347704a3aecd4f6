import assert from "node:assert/strict";
import { readEndpoints } from "../../src/extension/endpoints";
import { looksLikeOurs } from "../../src/extension/language/ours";
import { problemPage, problemPath } from "../../src/extension/language/problemPage";
import { problemCodes } from "../../src/core/problem";

describe("the endpoints of the settings", () => {
  it("reads what can be used, with limits", () => {
    const [endpoint] = readEndpoints([
      { name: " local ", url: "http://127.0.0.1:8080/", options: { pollSeconds: 1, timeoutSeconds: "x" } },
    ]);
    assert.ok(endpoint?.usable);
    assert.deepEqual(
      [endpoint.name, endpoint.url, endpoint.pollMs, endpoint.timeoutMs],
      ["local", "http://127.0.0.1:8080", 5000, 10_000],
    );
  });

  const wrong: [string, unknown, RegExp][] = [
    ["no url", { name: "a" }, /cannot be used\. This is not a web address/],
    ["plain http elsewhere", { name: "a", url: "http://example.com" }, /Plain http/],
    ["a password", { name: "a", url: "https://u:hunter2@example.com/?k=hunter2" }, /user name or password/],
    [
      "another provider",
      { name: "a", url: "https://example.com", provider: "carrier-pigeon" },
      /provider of 'a' is not known here\. Known: http\./,
    ],
    ["a number", 7, /entry 1/],
    ["null", null, /entry 1/],
  ];
  for (const [name, entry, problem] of wrong) {
    it(`names what is wrong: ${name}`, () => {
      const [endpoint] = readEndpoints([entry]);
      assert.ok(endpoint !== undefined && !endpoint.usable);
      assert.match(endpoint.problem, problem);
      assert.doesNotMatch(JSON.stringify(endpoint), /hunter2/);
    });
  }

  it("keeps the first of two with one name", () => {
    const [first, second] = readEndpoints([
      { name: "a", url: "https://one.example" },
      { name: "a", url: "https://two.example" },
    ]);
    assert.equal(first?.usable, true);
    assert.equal(second?.usable, false);
  });

  it("takes anything else for no endpoints", () => {
    for (const value of [undefined, null, "x", 7, {}]) assert.deepEqual(readEndpoints(value), []);
  });
});

describe("documents that may be definitions", () => {
  const document = (path: string, languageId = "yaml", text = "", scheme = "file") =>
    looksLikeOurs({ uri: { path, scheme }, languageId, getText: () => text });

  it("are told by their name", () => {
    for (const path of [
      "/a/x.maintenance.yaml",
      "/a/x.maintenance.yml",
      "/a/x.maintenance.json",
      "/a/maintenance.yaml",
      "/.maintenance/a/b.yaml",
    ]) {
      assert.ok(document(path), path);
    }
    for (const path of ["/a/x.yaml", "/a/xmaintenance.yaml", "/maintenance/a.yaml", "/a/x.maintenance.txt"]) {
      assert.ok(!document(path), path);
    }
  });

  it("or by the words in them", () => {
    const text = "apiVersion: maintenance-mode/v1\n";
    assert.ok(document("Untitled-1", "yaml", text, "untitled"));
    assert.ok(!document("Untitled-1", "plaintext", text, "untitled"));
    assert.ok(!document("/a/x.maintenance.yaml", "yaml", text, "git"));
  });
});

describe("the page of a problem", () => {
  it("exists for every code, with its meaning and how to mend it", () => {
    for (const [code, { title, mend }] of Object.entries(problemCodes)) {
      const page = problemPage(problemPath(code));
      assert.ok(page !== undefined, code);
      assert.ok(page.startsWith(`# ${title}\n`), code);
      assert.ok(page.includes(mend), code);
    }
  });

  it("exists for nothing else", () => {
    for (const path of ["/problems/nonsense.md", "/problems/constructor.md", "/other", "/problems/"]) {
      assert.equal(problemPage(path), undefined);
    }
  });
});
