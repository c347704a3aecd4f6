/** Addresses in texts for people: what can be opened with a click. */
import type { DocumentLink } from "vscode-languageserver-types";
import type { SourceNode } from "../source";
import type { Placed, View } from "../view";
import { Ruler } from "./ruler";

/**
 * The links of a text. Only what a browser or a mail program opens is one: a definition can come from anybody, and a link
 * to a file or a command of the editor could do more than show a page.
 */
export function documentLinks(view: View): DocumentLink[] {
  const found: DocumentLink[] = [];
  if (!view.isOurs) return found;
  for (const placed of view.parts()) if (mayHaveLinks(placed)) found.push(...linksIn(placed));
  return found;
}

/** Keys of each section whose texts are for people; `*` is every entry or key. */
const places: Record<string, string> = {
  notice: "*",
  metadata: "labels/*",
  overrides: "*/reason",
};

/** Web pages and addresses of mail. What usually ends a sentence does not end an address. */
const address = /\b(?:https?:\/\/|mailto:)[^\s"'<>\\{}|^`]*[^\s"'<>\\{}|^`.,;:!?)\]]/gi;

/** Whether a look at the tree is worth its time. */
function mayHaveLinks({ part: { text, section } }: Placed): boolean {
  return (section === "" || section in places) && /https?:\/\/|mailto:/i.test(text);
}

function linksIn(placed: Placed): DocumentLink[] {
  const { text, section, isEntry, root } = placed.part;
  const ruler = new Ruler(placed);
  return textsIn(root, section, isEntry).flatMap(({ span: [start, end] }) =>
    [...text.slice(start, end).matchAll(address)].map(({ 0: target, index }) => ({
      range: ruler.range([start + index, start + index + target.length]),
      target,
    })),
  );
}

function textsIn(root: SourceNode, section: string, isEntry: boolean): SourceNode[] {
  if (section !== "") return below(root, (places[section] ?? "").split("/").slice(isEntry ? 1 : 0));
  return Object.entries(places).flatMap(([key, path]) => {
    const node = root.entries?.get(key)?.node;
    return node === undefined ? [] : below(node, path.split("/"));
  });
}

function below(node: SourceNode, [step, ...rest]: readonly string[]): SourceNode[] {
  if (step === undefined) return typeof node.value === "string" ? [node] : [];
  const children =
    step === "*"
      ? [...(node.items ?? []), ...[...(node.entries?.values() ?? [])].map((entry) => entry.node)]
      : [node.entries?.get(step)?.node].filter((child) => child !== undefined);
  return children.flatMap((child) => below(child, rest));
}
