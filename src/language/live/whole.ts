/** A document that cannot be cut into parts (JSON, anchors, several things wrong with its columns): read and judged as one. */
import { adviseDefinition } from "../../core/check/advise";
import type { EnforcedBy } from "../../core/systems";
import type { Finding } from "../finding";
import { inspect, type Inspected, located } from "../inspect";
import { type Name, namesIn } from "../names";
import type { SourceNode } from "../source";
import type { Part } from "../view";
import { countLines } from "./lines";

const noDefinition: Inspected = {
  value: undefined,
  isWhole: false,
  root: { span: [0, 0], value: null, size: 1 },
  findings: [],
};

export class WholePart implements Part {
  readonly section = "";
  readonly isEntry = false;
  readonly kind = "whole";
  readonly lineCount: number;
  #inspected: Inspected | undefined;
  #names: readonly Name[] | undefined;

  constructor(
    readonly text: string,
    private readonly isNamed: boolean,
    private readonly nowMs: number,
    private readonly enforcedBy?: EnforcedBy,
  ) {
    this.lineCount = countLines(text);
  }

  /** Whether it is still to be read, which takes its time. */
  get isUnread(): boolean {
    return this.#inspected === undefined;
  }

  /** Its findings; undefined when it is no definition. */
  get findings(): readonly Finding[] | undefined {
    const { value, findings } = this.#read();
    return value === undefined || this.isEmpty ? undefined : findings;
  }

  /** Whether it holds nothing, such as a mere `---` or `null`. */
  get isEmpty(): boolean {
    return this.#read().findings.some(({ code }) => code === "empty-file");
  }

  get root(): SourceNode {
    return this.#read().root;
  }

  get value(): unknown {
    return this.root.value;
  }

  get names(): readonly Name[] {
    return (this.#names ??= namesIn(this));
  }

  #read(): Inspected {
    if (this.#inspected === undefined) {
      const [first] = inspect(this.text, { isNamed: this.isNamed, nowMs: this.nowMs });
      this.#inspected = first === undefined ? noDefinition : this.#advised(first);
    }
    return this.#inspected;
  }

  #advised(inspected: Inspected): Inspected {
    const { value, root, isWhole, findings } = inspected;
    const found = findings.map(({ code, path = "" }) => ({ code, path }));
    const advice = adviseDefinition(value, found, isWhole ? [] : [""], this.nowMs, this.enforcedBy);
    return { ...inspected, findings: [...findings, ...advice.map((one) => located(one, root))] };
  }
}
