/** What may be in a package, and how a package is read. */
import assert from "node:assert/strict";
import { contentProblems } from "../../src/tools/package";
import { listZip } from "../../src/tools/zip";

const good = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  ...["package.json", "readme.md", "changelog.md", "LICENSE.txt", "media/icon.png"].map(
    (file) => `extension/${file}`,
  ),
  ...["extension", "server", "cli", "web/extension", "web/server"].map((name) => `extension/dist/${name}.js`),
  "extension/schemas/v1/definition.schema.json",
];

/** A zip file without compression, as small as it gets. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const directory = Object.entries(files).map(([name, text]) => {
    const entry = Buffer.alloc(46 + Buffer.byteLength(name));
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(Buffer.byteLength(text), 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.write(name, 46);
    return entry;
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 10);
  return Buffer.concat([...directory, end]);
}

describe("the package", () => {
  it("may hold what runs", () => {
    assert.deepEqual(contentProblems(good), []);
  });

  for (const stray of [
    "dist/extension.js.map",
    "src/core/state.ts",
    ".env",
    "node_modules/yaml/index.js",
    "dist/other.js",
  ])
    it(`may not hold ${stray}`, () => {
      assert.match(contentProblems([...good, `extension/${stray}`]).join(), /does not belong/);
    });

  it("must hold what is needed", () => {
    const problems = contentProblems(good.filter((file) => !file.endsWith("dist/server.js")));
    assert.deepEqual(problems, ["  extension/dist/server.js is missing"]);
  });

  it("is read by its directory", () => {
    assert.deepEqual(listZip(zip({ "a.txt": "one", "ä/b.txt": "four" })), [
      { file: "a.txt", bytes: 3 },
      { file: "ä/b.txt", bytes: 4 },
    ]);
    assert.throws(() => listZip(Buffer.from("no zip at all, just text that is long enough")), /not a zip/);
  });
});
