/** Texts made by rules: within the subset of the fast reader, and in the ways in which one steps out of it. */
import type { Random } from "./random";
import { comments, figures, keys, keywords, odd, quoted, words } from "./vocabulary";

/** Makes one text. */
export function grammarText(random: Random): string {
  const text = new Grammar(random).text();
  if (random.once(8)) return text.replaceAll("\n", "\r\n");
  return random.once(40) ? text.replaceAll("\n", () => random.pick(["\n", "\r\n", "\r"])) : text;
}

class Grammar {
  #text = "";
  /** How many more nodes there may be. */
  #left: number;

  constructor(readonly random: Random) {
    this.#left = 2 + random.below(14);
  }

  text(): string {
    const { random } = this;
    if (random.once(6)) this.#gap(0);
    if (random.once(12))
      this.#add(
        random.pick([
          "---\n",
          "--- # c\n",
          "---\t\n",
          "--- ",
          "...\n",
          "%YAML 1.2\n---\n",
          "\uFEFF",
          "----\n",
        ]),
      );
    if (random.once(6)) this.#add(this.#flow(0, -1) + this.#lineEnd());
    else this.#block(random.once(4) ? random.below(5) : 0, 0);
    if (random.once(6)) this.#gap(2);
    if (random.once(30)) this.#add(random.pick(["---\n", "...\n", "---", "...", "a: 1\n", "}", "\t"]));
    return random.once(5) ? this.#text.trimEnd() : this.#text;
  }

  #add(text: string): void {
    this.#text += text;
  }

  #spaces(count: number): string {
    return " ".repeat(Math.max(0, count));
  }

  /** The column, seldom a wrong one. */
  #indent(column: number): string {
    return this.random.once(60) ? this.#spaces(column + this.random.below(5) - 2) : this.#spaces(column);
  }

  /** Blank lines and comments. */
  #gap(column: number): void {
    const { random } = this;
    for (let count = 1 + random.below(3); count > 0; count--) {
      const space = this.#spaces(random.below(column + 5));
      this.#add(random.once(2) ? `${random.once(4) ? space : ""}\n` : `${space}${random.pick(comments)}\n`);
      if (random.once(60)) this.#add("\t\n");
    }
  }

  #lineEnd(): string {
    const { random } = this;
    const space = random.pick([" ", " ", "  ", "", random.once(10) ? "\t" : " "]);
    if (random.once(7)) return `${space}${random.pick(comments)}\n`;
    return `${random.once(8) ? space : ""}\n`;
  }

  #block(column: number, depth: number): void {
    if (this.random.once(2)) this.#map(column, depth, true);
    else this.#list(column, depth, true);
  }

  #map(column: number, depth: number, fromLineStart: boolean): void {
    const { random } = this;
    let isFirst = true;
    for (let count = 1 + random.below(4); count > 0; count--) {
      if (!isFirst || fromLineStart) {
        if (random.once(6)) this.#gap(column);
        this.#add(this.#indent(column));
      }
      isFirst = false;
      this.#add(
        `${random.once(3) ? random.pick(keys) : `k${count}`}${random.once(30) ? random.pick(["", " :", "\t:", ":\t"]) : ":"}`,
      );
      this.#value(column, depth, true);
      if (this.#left <= 0) break;
    }
  }

  #list(column: number, depth: number, fromLineStart: boolean): void {
    const { random } = this;
    let isFirst = true;
    for (let count = 1 + random.below(4); count > 0; count--) {
      if (!isFirst || fromLineStart) {
        if (random.once(6)) this.#gap(column);
        this.#add(this.#indent(column));
      }
      isFirst = false;
      this.#add("-");
      const space = 1 + (random.once(4) ? random.below(4) : 0);
      const kind = this.#left > 0 ? random.below(6) : 5;
      if (kind < 2) {
        this.#add(this.#spaces(space));
        this.#left--;
        if (kind === 0) this.#map(column + 1 + space, depth + 1, false);
        else this.#list(column + 1 + space, depth + 1, false);
      } else this.#value(column, depth, false);
      if (this.#left <= 0) break;
    }
  }

  #value(column: number, depth: number, isEntry: boolean): void {
    const { random } = this;
    this.#left--;
    if (this.#left > 0 && depth < 6 && random.once(3)) {
      this.#add(this.#lineEnd());
      if (random.once(6)) this.#gap(column);
      if (isEntry && random.once(4)) this.#list(column, depth + 1, true);
      else this.#block(column + 1 + random.below(3), depth + 1);
      return;
    }
    if (random.once(6)) {
      this.#add(this.#lineEnd());
      return;
    }
    const space = this.#spaces(random.once(50) ? 0 : 1 + (random.once(8) ? random.below(4) : 0));
    const below = random.once(40) ? `\n${this.#spaces(column + random.below(4))}` : space;
    this.#add(below + (random.once(5) ? this.#flow(0, column) : this.#scalar()) + this.#lineEnd());
  }

  #scalar(): string {
    const { random } = this;
    const kind = random.below(20);
    if (kind < 8) return random.pick(words);
    if (kind < 12) return random.pick(figures);
    if (kind < 15) return random.pick(keywords);
    return kind < 19 ? random.pick(quoted) : random.pick(odd);
  }

  #flow(depth: number, column: number): string {
    const { random } = this;
    const isMap = random.once(2);
    const items: string[] = [];
    for (let count = random.below(4); count > 0; count--) {
      const value = depth < 4 && random.once(4) ? this.#flow(depth + 1, column) : this.#flowScalar();
      items.push(isMap ? this.#flowKey(count) + value : value);
    }
    const last = random.once(12) ? "," : "";
    const inside =
      items.map((item) => this.#flowGap(column) + item + this.#flowGap(column)).join(",") +
      last +
      this.#flowGap(column);
    if (random.once(60)) return isMap ? `{${inside}` : `[${inside}`;
    return isMap ? `{${inside}}` : `[${inside}]`;
  }

  #flowScalar(): string {
    const { random } = this;
    return random.once(30)
      ? random.pick(["", "a: b", "- a", "-", "-,", "? a", ":", "[", "a b\n  c"])
      : this.#scalar();
  }

  #flowKey(count: number): string {
    const { random } = this;
    const key = random.once(3) ? random.pick(keys) : `k${count}`;
    return key + (random.once(12) ? random.pick([":", " : ", "", ":\n   ", " :"]) : ": ");
  }

  #flowGap(column: number): string {
    const { random } = this;
    if (!random.once(5)) return random.once(3) ? " " : "";
    if (random.once(2)) return "  ";
    const comment = random.once(4) ? ` ${random.pick(comments)}` : "";
    return `${comment}\n${random.once(8) ? "\n" : ""}${this.#spaces(column + random.below(4))}`;
  }
}
