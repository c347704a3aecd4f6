/** What a refactoring gets to see, and what of a window or schedule several of them ask. */
import type { Fix, Scene } from "../actions/scene";
import type { Around } from "../hover/around";
import type { SourceNode } from "../source";

export interface Workplace {
  scene: Scene;
  nowMs: number;
}

/** The ways to rewrite what stands at a place. */
export type Refactoring = (workplace: Workplace) => (Fix | undefined)[];

/** An entry of a section that holds the place, with the steps from it to the place. */
export interface Held {
  /** Name of the key, or number in the list. */
  name: string;
  node: SourceNode;
  /** Where it is in the definition. */
  path: string;
  /** The key of the entry at which the place is; none at its beginning. */
  key: string | undefined;
}

/** The entry of one of the sections around the place. */
export function heldIn({ scene }: Workplace, sections: readonly string[]): Held | undefined {
  const around = scene.around();
  const at = around.findIndex(({ path }) => path.split("/").length === 3);
  const found = around[at];
  const [, section = "", name = ""] = found?.path.split("/") ?? [];
  if (found?.node.entries === undefined || !sections.includes(section)) return undefined;
  const key = around[at - 1]?.path.slice(found.path.length + 1);
  return { name, node: found.node, path: found.path, key };
}

export function aroundOf({ scene: { view, placed }, nowMs }: Workplace): Around {
  return { view, placed, nowMs, viewerZone: undefined };
}
