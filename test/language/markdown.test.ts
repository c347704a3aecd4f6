/** Text inside Markdown stays the text that it is. */
import assert from "node:assert/strict";
import { code, escaped, yamlBlock } from "../../src/language/markdown";

describe("Markdown", () => {
  it("takes the meaning from every sign that has one", () => {
    assert.equal(
      escaped("a *b* _c_ `d` <e> [f](g) | # ~h~ $i &amp;"),
      "a \\*b\\* \\_c\\_ \\`d\\` \\<e\\> \\[f\\](g) \\| \\# \\~h\\~ \\$i \\&amp;",
    );
    assert.equal(escaped("- a"), "\\- a");
    assert.equal(escaped("1. a"), "1\\. a");
    assert.equal(escaped("see https://x.y or www.x.y, me@x.y"), "see https\\://x.y or www\\.x.y, me\\@x.y");
    assert.equal(escaped(" two\nlines "), "two lines");
  });

  it("leaves ordinary text as it is", () => {
    const text = "First letters: FREQ=WEEKLY, {end}, PT1H (one hour). It's e.g. 24:00!";
    assert.equal(escaped(text), text);
  });

  it("fences code with more ticks than it has", () => {
    assert.equal(code("a"), "`a`");
    assert.equal(code("a `b` c"), "`` a `b` c ``");
    assert.equal(code("``"), "``` `` ```");
    assert.equal(yamlBlock("a: ```"), "````yaml\na: ```\n````");
  });
});
