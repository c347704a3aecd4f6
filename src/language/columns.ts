/** What columns say about lines: which are siblings, what belongs below each, and how to lift some out as a text of their own. */
import type { Line } from "./lines";

/** The column of the siblings: the first line's, unless more lines agree on another one. */
export function levelOf(lines: Line[]): number {
  const first = lines[0];
  if (first === undefined) return 0;
  const at = (indent: number): Line[] => lines.filter((line) => !line.tab && line.indent === indent);
  const least = lines.reduce(
    (found, line) => (line.tab ? found : Math.min(found, line.indent)),
    first.indent,
  );
  if (at(least).length > at(first.indent).length) return least;
  // Dashes right of the first one and not right of what stands after it belong to a list in another column.
  const inner = first.inner();
  const farthest = inner === undefined ? 0 : inner.dash || inner.opens ? inner.indent - 1 : inner.indent;
  const within = lines.filter((line) => line.dash && line.indent > first.indent && line.indent <= farthest);
  const other = within[0]?.indent ?? first.indent;
  return first.dash && at(other).length > at(first.indent).length ? other : first.indent;
}

/** Whether the siblings are items of a list. */
export function isMostlyList(lines: Line[], level: number): boolean {
  const siblings = lines.filter((line, index) => line.indent === level && (index === 0 || !line.tab));
  const dashes = siblings.filter((line) => line.dash).length;
  // Keys whose lists stand in the column of the key have more dashes than keys, too.
  return siblings[0]?.dash === true || (dashes * 2 > siblings.length && !siblings.some((line) => line.opens));
}

/** The lines of each sibling: one that begins in the column, and all that belongs below it. */
export function groupBy(lines: Line[], level: number, isList: boolean): Line[][] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const first = group?.[0];
    // A closing bracket, and the items of a list, may stand in the column of their key.
    const closes =
      line.indent === level && (/^[\]}]/.test(line.text) || (!isList && line.dash && first?.opens === true));
    const below = line.tab || closes || line.indent > Math.max(level, first?.indent ?? level);
    if (group !== undefined && below) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** The text of some lines as a piece of its own, with the columns kept; what stands before a `- ` becomes spaces. */
export function cut(lines: Line[], text: string): { piece: string; base: number } {
  const start = lines[0]?.start ?? 0;
  const end = lines.at(-1)?.until ?? start;
  const column = lines[0]?.indent ?? 0;
  return { piece: " ".repeat(column) + text.slice(start, end), base: start - column };
}

/** The lines of an item as if the dash were a space. */
export function afterDash(lines: Line[]): Line[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  const inner = first.inner();
  return inner === undefined ? rest : [inner, ...rest];
}
