/** What can be folded. */
import assert from "node:assert/strict";
import { foldingRanges } from "../../../src/language/navigate/foldingRanges";
import { opened } from "./opened";

/** In each line of the text `<n` stands where a fold with n more lines begins; comments of the text follow a `#`. */
function check(marked: string, eol = "\n"): void {
  const text = marked.replace(/ *<\d+$/gm, "");
  const expected = opened(marked)
    .text.split("\n")
    .flatMap((line, index) => {
      const more = / <(\d+)$/.exec(line)?.[1];
      return more === undefined ? [] : [`${index}-${index + Number(more)}`];
    });
  const { view } = opened(text.replaceAll("\n", eol));
  assert.deepEqual(
    foldingRanges(view).map(({ startLine, endLine }) => `${startLine}-${endLine}`),
    expected,
  );
}

describe("folding", () => {
  it("folds sections, entries and the blocks in them, without what stands behind", () => {
    const text = `apiVersion: maintenance-mode/v1
metadata: <3
  name: x
  labels: <1
    a: b
roles: <8
  - id: a <1
    bypass: []

  # about b
  - id: b <3
    may: <2
      - enable
      - disable

# the end
timeZone: Europe/Berlin
`;
    check(text);
    check(text, "\r\n");
  });

  it("folds lists in the column of their key", () => {
    check(`apiVersion: maintenance-mode/v1
windows: <4
- id: a <2
  once: <1
  - { start: x }
- id: b
services: []
`);
  });

  it("folds what stands in brackets, and JSON", () => {
    check(`apiVersion: maintenance-mode/v1
roles: [ <1
  { id: a },
]
`);
    check(`{ <6
  "apiVersion": "maintenance-mode/v1",
  "roles": [ <3
    { <1
      "id": "a"
    }
  ]
}
`);
  });

  it("folds comments of several lines", () => {
    check(`# one <1
# two

# alone
apiVersion: maintenance-mode/v1
roles: <4
  # about <1
  # a
  - id: a <1
    title: x
`);
    const [comment] = foldingRanges(opened("# a\n# b\napiVersion: maintenance-mode/v1\n").view);
    assert.equal(comment?.kind, "comment");
  });

  it("keeps definitions apart", () => {
    check(`apiVersion: maintenance-mode/v1
roles: <1
  - id: a
---
apiVersion: maintenance-mode/v1
services: <1
  - id: b
`);
  });

  it("folds while the text is broken", () => {
    check(`apiVersion: maintenance-mode/v1
roles: <3
  - id: a <2
    may: [enable
    title
windows: <1
  - id: w
`);
  });

  it("folds nothing of other people's files", () => {
    assert.deepEqual(foldingRanges(opened("roles:\n  - id: a\n", "file:///other.yaml").view), []);
  });
});
