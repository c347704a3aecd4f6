/** Scalars, keys and comments: what definitions have, and whatever else means something to YAML. */

const between = (text: string): string[] => text.split(" ");

/** Most of them plain texts. */
export const words = [...between("a id exempt client-3 Überholung 日本 a:b a#b it's 😀"), "x y", 'say "x"'];

/** Numbers, times, dates, and what only looks like one. */
export const figures = [
  ...between("0 1 -1 +1 -0 007 -07 123456789012345 1234567890123456789 1_000 0b1 0o17 0o8 0x1F 0xG -0x1"),
  ...between("1.5 1. .5 -.5e3 1e3 1E+2 1e999 12e03456 .inf -.Inf +.INF .nan -.nan .NaN . .. - + 1.1.1 5h"),
  ...between("22:00 09:30:15 2026-12-24 2026-12-24T16:00:00Z"),
];

export const keywords = [
  ...between(
    "~ null Null NULL nuLL true True TRUE tRue false False FALSE yes No ON off y N on: no-one nulls",
  ),
];

export const quoted = [
  ...between(
    `'' 'a' 'it''s' '''' "" "a" "a'b" 'a"b' "\\\\" "\\n\\t\\/" "\\u0041" "\\x41" "\\q" "\\N" "\\_" "\\0"`,
  ),
  ...[
    '"a \\" b"',
    '"a: b # c"',
    "'a: [b, {c}] #1'",
    '"tab\there"',
    '"tab\t\\n"',
    '"open',
    "'open",
    '"a" b',
    '"  "',
  ],
];

/** What begins or breaks something else, and characters that YAML or we forbid. */
export const odd = [
  ...between(
    "&a *a !t !!str | > |- @a `a` %a ? : -a -- :a ?a ]a } {a ,a [a a] << = \\ ~a --- ... constructor",
  ),
  ...["a: b", "a :b", "a #b", "a\tb", "a\rb", "- a", "a, b", "--- a"],
  ...[
    "a\u00A0b",
    "\u00A0a",
    "\u200Ba",
    "a\u2028b",
    "a\u0085b",
    "a\uFEFFb",
    "a\u0000b",
    "a\u007Fb",
    "a\uD800b",
    "\uDC00",
  ],
];

export const keys = [
  ...between(
    "id a b c title target reason a-b a.b x/y Ü 1.5 true null yes d0 toString __proto__ << 1 -1 a:b (a)",
  ),
  ...["k k", '"q"', "'s'", '"q" ', '"a: b"', '"a#"', '"a\\nb"', '""', "''", '"1"'],
];

export const comments = [
  "#",
  "# c",
  "#c",
  "#5",
  "# 5",
  "#\ttab",
  "# 日本 😀",
  "# a: b",
  "#\u0001",
  "# \uD800",
];
