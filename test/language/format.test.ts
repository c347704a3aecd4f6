/** Formatting changes white space only, says the same afterwards, and has nothing left to do the second time. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Lexer, parseAllDocuments } from "yaml";
import { exampleHeader } from "../../src/core/problem";
import { applied } from "../../src/language/actions/apply";
import { format } from "../../src/language/format";
import { LiveText } from "../../src/language/live";
import { nowMs } from "./marked";

function formatted(text: string): string {
  return applied(text, format(open(text)));
}

function open(text: string): LiveText {
  return new LiveText(text, { uri: "file:///example.maintenance.yaml", nowMs });
}

/** Formats a definition, and sees that it says the same and stays as it is. */
function check(text: string, expected: string): void {
  const result = formatted(exampleHeader + text);
  assert.equal(result, exampleHeader + expected);
  assert.deepEqual(open(result).value(0), open(exampleHeader + text).value(0));
  assert.deepEqual(format(open(result)), []);
}

/** The comments of a text, in their order. */
function commentsOf(text: string): string[] {
  const tokens = [...new Lexer().lex(text)];
  // A scalar follows a mark of its own, and may begin with # too.
  return tokens.filter((token, at) => token.startsWith("#") && tokens[at - 1] !== "\x1f");
}

describe("formatting", () => {
  it("takes white space away from the ends of lines, also after comments", () => {
    check("notice:  \n  message: Back soon \t\n  # why \n", "notice:\n  message: Back soon\n  # why\n");
  });

  it("leaves at most two blank lines, and none at the end", () => {
    check("\n\n\n \nnotice:\n  message: Back soon\n\n\n", "\n\nnotice:\n  message: Back soon\n");
  });

  it("ends the text with a line end", () => {
    check("notice:\n  message: Back soon", "notice:\n  message: Back soon\n");
    check("notice:\n  message: Back soon  ", "notice:\n  message: Back soon\n");
  });

  it("does not touch texts of several lines", () => {
    for (const mark of ["|", "|+", ">-"]) {
      const text = `notice:\n  message: ${mark}\n    Back  \n\n\n\n    soon\n`;
      check(`${text}  contact: A\n`, `${text}  contact: A\n`);
    }
    const kept = "notice:\n  message: |+\n    Back\n\n\n\n  contact: A\n";
    check(kept, kept);
    const atTheEnd = "notice:\n  message: |+\n    Back\n\n\n\n";
    check(atTheEnd, atTheEnd);
    const quoted = 'notice:\n  message: "Back  \n\n\n\n    soon"\n';
    check(quoted, quoted);
  });

  it("indents by two columns, also the dashes of a list", () => {
    check(
      "roles:\n- id: a\n  may:\n  - enable\n-   id: b\n    # why\n    admitted: true\n# next\nnotice:\n        message: Back\n",
      "roles:\n  - id: a\n    may:\n      - enable\n  - id: b\n    # why\n    admitted: true\n# next\nnotice:\n  message: Back\n",
    );
  });

  it("moves comments with what they stand beside or before", () => {
    check(
      "roles:\n# first\n- id: a\n     # odd\n  admitted: true\n# - id: b\n#   admitted: true\n- id: c\n",
      "roles:\n  # first\n  - id: a\n    # odd\n    admitted: true\n  # - id: b\n  #   admitted: true\n  - id: c\n",
    );
    check(
      "roles:\n    - id: a\n    # the last one\n  # odd\n",
      "roles:\n  - id: a\n  # the last one\n# odd\n",
    );
  });

  it("moves texts and brackets over several lines as a whole", () => {
    check(
      "notice:\n    message: |\n        Back\n\n          soon\n    contact: >2\n      A\n    title: Down\n      for now\n",
      "notice:\n  message: |\n      Back\n\n        soon\n  contact: >2\n    A\n  title: Down\n    for now\n",
    );
    check(
      "operations:\n    blocked: [\n      a.b, # why\n      c.d\n     ]\n    unlisted: deny\n",
      "operations:\n  blocked: [\n    a.b, # why\n    c.d\n   ]\n  unlisted: deny\n",
    );
  });

  it("formats only a range, and all of a top-level key whose indentation it touches", () => {
    const text = `${exampleHeader}roles:\n- id: a  \n- id: b  \nservices:\n- id: c\n`;
    const range = { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } };
    assert.equal(
      applied(text, format(open(text), range)),
      `${exampleHeader}roles:\n  - id: a\n  - id: b  \nservices:\n- id: c\n`,
    );
  });

  it("does not touch other people's documents in the same file", () => {
    const other = "---\nkind: Deployment\napiVersion: v1\nspec:\n- |\n    a  \n";
    const text = `${exampleHeader}roles:\n- id: a  \n${other}`;
    assert.equal(formatted(text), `${exampleHeader}roles:\n  - id: a\n${other}`);
  });

  it("keeps line ends", () => {
    const text = `${exampleHeader}notice:  \n  message: A`.replaceAll("\n", "\r\n");
    assert.equal(formatted(text), `${exampleHeader}notice:\n  message: A\n`.replaceAll("\n", "\r\n"));
  });

  it("does nothing while something cannot be read, and nothing to other texts", () => {
    assert.deepEqual(format(open(`${exampleHeader}notice: [  \n`)), []);
    assert.deepEqual(format(open(`${exampleHeader}stray  \nnotice: {}\n`)), []);
    assert.deepEqual(format(new LiveText("a: 1  \n", { uri: "file:///other.yaml", nowMs })), []);
  });

  it("touches only the lines that change", () => {
    const edits = format(open(`${exampleHeader}notice:  \n  message: A\n`));
    assert.deepEqual(
      edits.map(({ range }) => [range.start.line, range.end.line]),
      [[4, 4]],
    );
  });

  it("says the same with the same comments, and has nothing left to do, whatever the layout was", () => {
    const layout = { indent: 4, indentSeq: false };
    const root = join(__dirname, "../..");
    const names = ["samples", "test/conformance"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".maintenance.yaml"))
        .map((name) => join(root, folder, name)),
    );
    assert.ok(names.length > 50);
    for (const name of names) {
      const text = readFileSync(name, "utf8");
      const documents = parseAllDocuments(text);
      const isSound = Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0);
      const otherwise = isSound ? [documents.map((one) => one.toString(layout)).join("")] : [];
      for (const written of [text, ...otherwise]) {
        const result = formatted(written);
        const [before, after] = [open(written), open(result)];
        assert.deepEqual(format(after), [], name);
        assert.deepEqual(after.value(0), before.value(0), name);
        assert.deepEqual(commentsOf(result), commentsOf(written), name);
        assert.equal(result.replace(/\s/g, ""), written.replace(/\s/g, ""), name);
      }
    }
  });

  it("finds nothing to do in the samples", () => {
    const folder = join(__dirname, "../../samples");
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".maintenance.yaml")))
      assert.deepEqual(format(open(readFileSync(join(folder, name), "utf8"))), [], name);
  });
});
