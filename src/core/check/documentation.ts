/** The documentation of a problem code as Markdown: what docs/problems.md, the terminal and the editor show. */
import { exampleHeader, type ProblemCode, problemInfo } from "../problem";

/** One section: title, severity, meaning, how to mend it, and a wrong and a right example. */
export function problemMarkdown(code: ProblemCode, heading = "#"): string {
  const { title, severity, meaning, mend, example } = problemInfo(code);
  const parts = [`${heading} ${code}`, `**${title}** (${severity}). ${meaning}`, mend];
  if (example !== undefined)
    parts.push(`Wrong${where(example)}:`, block(example.wrong), "Right:", block(example.right));
  return `${parts.join("\n\n")}\n`;
}

/** The system in which it is wrong, if it is wrong only there. */
function where({ enforcedBy }: { enforcedBy?: string }): string {
  return enforcedBy === undefined ? "" : ` where ${enforcedBy} enforces it`;
}

/** What every example that is not a whole file begins with. */
export function headerMarkdown(): string {
  return block(exampleHeader);
}

function block(text: string): string {
  return `\`\`\`yaml\n${visible(text).replace(/\n*$/, "\n")}\`\`\``;
}

/** Characters that nobody could see, as their names. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u00A0\u2028\u2029\uFEFF]/g, (char) =>
    char === "\t" ? "<TAB>" : `<U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}
