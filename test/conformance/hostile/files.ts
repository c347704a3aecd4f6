/** Files that nobody means well with. */
import { Random } from "../../../src/tools/fuzz/random";
import { type Hostile, long, range } from "./parts";

const header = "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata: { name: plant }\n";

function nested(depth: number, begin: string, inner: string, end: string): string {
  return begin.repeat(depth) + inner + end.repeat(depth);
}

/** Texts of files. What costs the YAML parser itself its time, mistake by mistake, is there a few thousand times. */
export function files(): Hostile<string>[] {
  const bombs = (levels: number, width: number): string => {
    const level = (index: number): string =>
      `a${index}: &a${index} [${range(width, () => `*a${index - 1}`).join(", ")}]\n`;
    return `${header}a0: &a0 lol\n${range(levels, (index) => level(index + 1)).join("")}`;
  };
  const random = new Random(1);
  const bytes = (least: number, most: number): string =>
    Buffer.from(range(200_000, () => random.integer(least, most))).toString("utf8");
  const inField = (text: string): Hostile<string>[] =>
    ["timeZone", "windows", "roles"].map((key) => [`${key} long`, () => `${header}${key}: ${text}\n`]);
  return [
    ...[101, 5_000, 100_000, 500_000].flatMap((depth): Hostile<string>[] => [
      [`flow lists ${depth} deep`, () => `${header}windows: ${nested(depth, "[", "", "]")}\n`],
      [`flow maps ${depth} deep`, () => `${header}windows: ${nested(depth, "{a: ", "1", "}")}\n`],
      [`flow lists ${depth} deep, never closed`, () => `${header}windows: ${"[".repeat(depth)}`],
      [`JSON lists ${depth} deep`, () => nested(depth, "[", "", "]")],
      [`JSON objects ${depth} deep`, () => nested(depth, '{"windows":', "1", "}")],
      [`block lists ${depth} deep`, () => `${header}windows:\n  ${"- ".repeat(depth)}x\n`],
      [
        `anchors ${depth} deep`,
        () => `${header}windows: ${range(depth, (index) => `&a${index} [`).join("")}\n`,
      ],
    ]),
    ["block maps 1,000 deep", () => header + range(1_000, (index) => `${" ".repeat(index)}a:\n`).join("")],
    ["billion laughs", () => bombs(9, 9)],
    ["long laughs", () => bombs(50, 40)],
    ["an alias to itself", () => `${header}windows: &a [*a, *a]\n`],
    ["many aliases", () => `${header}x: &a [1, 2, 3]\ny:\n${"  - *a\n".repeat(10_000)}`],
    ["merge keys", () => `${header}x: &a { a: 1 }\ny:\n${"  - { <<: [*a, *a, *a] }\n".repeat(1_000)}`],
    ["random bytes", () => bytes(0, 255)],
    ["random letters", () => bytes(32, 126)],
    [
      "random punctuation",
      () => range(200_000, () => random.pick("[]{}:,-#&*!|>'\"%@`? \n\t<=~a1".split(""))).join(""),
    ],
    ["nothing but NUL", () => "\0".repeat(1_000_000)],
    ["nothing but line breaks", () => "\n".repeat(1_000_000)],
    ["nothing but tabs", () => `${header}windows:\n${"\t".repeat(1_000_000)}x`],
    ["nothing but quotes", () => header + `"`.repeat(99_999)],
    ["many documents", () => "---\n".repeat(10_000)],
    ["many comments", () => header + "# c\n".repeat(20_000)],
    [
      "a huge number",
      () => `${header}x: ${"9".repeat(1_000_000)}\ny: 1e999999999\nz: 0x${"f".repeat(1_000_000)}\n`,
    ],
    [
      "keys like members of objects",
      () => `${header}__proto__: { a: 1 }\nconstructor: 1\nroles: { __proto__: [1] }\n<<: { __proto__: 1 }\n`,
    ],
    ["one key, many times", () => header + "a: 1\n".repeat(10_000)],
    ["many keys", () => header + range(10_000, (index) => `k${index}: 1\n`).join("")],
    ...inField(long),
    ...inField(`"${long}`),
    ...inField(`|\n  ${long}`),
    ...inField("a: ".repeat(300_000)),
    [
      "many windows, alike",
      () =>
        `${header}timeZone: Europe/Berlin\nwindows:\n` +
        range(
          1_000,
          (index) =>
            `  - { id: w${index}, kind: maintenance, recurring: { frequency: daily, startTime: "22:00", endTime: "02:00" } }\n`,
        ).join(""),
    ],
  ];
}
