/** Makes a question smaller as long as it still shows the same, so that what is left is what matters. */
import type { Json } from "../conformance/cases";
import type { Question } from "../conformance/run";

/** The parts of a question in which something can be left out. */
const parts = ["definition", "state", "request", "action", "command"];
/** More tries would hardly make it smaller. */
const mostTries = 1_000;

export async function shrink(
  question: Question,
  showsIt: (smaller: Question) => Promise<boolean>,
): Promise<Question> {
  let smallest = structuredClone(question);
  let tries = 0;
  for (let removed = true; removed && tries < mostTries;) {
    removed = false;
    for (const path of pathsIn(smallest)) {
      const smaller = without(smallest, path);
      if (smaller === undefined || ++tries > mostTries || !(await showsIt(smaller))) continue;
      smallest = smaller;
      removed = true;
    }
  }
  return smallest;
}

type Path = readonly string[];

/** Whole things before their parts, and of a list the last first, so that what comes next keeps its place. */
function pathsIn(question: Question): Path[] {
  return parts.flatMap((part) => below(question[part] as Json | undefined, [part]));
}

function below(value: Json | undefined, path: Path): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .reverse()
    .flatMap(([key, child]) => [[...path, key], ...below(child, [...path, key])]);
}

/** The question without what is there; undefined when nothing is, because something around it has gone. */
function without(question: Question, path: Path): Question | undefined {
  const copy = structuredClone(question);
  let holder: unknown = copy;
  for (const key of path.slice(0, -1)) holder = member(holder, key);
  const last = path.at(-1) ?? "";
  if (member(holder, last) === undefined) return undefined;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder as object, last);
  return copy;
}

function member(holder: unknown, key: string): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, key) : undefined;
}
