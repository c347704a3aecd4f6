/** Formatting changes white space only, says the same afterwards, and has nothing left to do the second time. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

  it("finds nothing to do in the samples", () => {
    const folder = join(__dirname, "../../samples");
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".maintenance.yaml")))
      assert.deepEqual(format(open(readFileSync(join(folder, name), "utf8"))), [], name);
  });
});
