/** Whether a name is what another one is about: of operations a pattern also stands for what it covers. */
import { matches } from "../../core/pattern";
import type { Name } from "../names";

/** Whether both mean exactly the same thing. */
export function isEqual(a: Name, b: Name): boolean {
  return a.key === b.key;
}

/** Whether one of the two is about the other. */
export function isAbout(a: Name, b: Name): boolean {
  return isEqual(a, b) || (a.kind === "operation" && (covers(a, b) || covers(b, a)));
}

/** Whether what the second means is among what the first means. */
export function covers(pattern: Name, { name }: Name): boolean {
  return matches(pattern.name, name);
}
