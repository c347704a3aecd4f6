/** From one problem to the ways to mend it. */
import type { Diagnostic } from "vscode-languageserver-types";
import { isProblemCode } from "../../core/problem";
import { Lines } from "../position";
import type { View } from "../view";
import { fixes } from "./fixes";
import { type Fix, Scene } from "./scene";
import { silenced } from "./silence";

/** The fixes of a problem of ours, the best first. */
export function fixesOf(view: View, diagnostic: Diagnostic): Fix[] {
  const { code, range } = diagnostic;
  if (typeof code !== "string" || !isProblemCode(code)) return [];
  if (code === "empty-file") return [skeleton(view)];
  const placed = view.partAt(range.start.line);
  if (placed === undefined) return [];
  // Lines are counted otherwise where a carriage return stands alone; only that can be mended then.
  if (/\r(?!\n)/.test(placed.part.text)) return code === "control-character" ? [lineFeeds(view)] : [];
  const scene = new Scene(view, placed, diagnostic);
  const found = (fixes[code] ?? []).flatMap((fixer) => fixer(scene));
  return [...found, silenced(scene, code)].filter((fix) => fix !== undefined);
}

/** The smallest definition, named like its file. */
function skeleton(view: View): Fix {
  const text = view.text();
  const [name = ""] = view.uri.slice(view.uri.lastIndexOf("/") + 1).split(".");
  const id = /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) ? name : "example";
  const end = new Lines(text).position(text.length);
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  const newText = `${gap}apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata:\n  name: ${id}\n`;
  return { title: "Write the smallest definition", edits: [{ range: { start: end, end }, newText }] };
}

function lineFeeds(view: View): Fix {
  const text = view.text();
  const lines = new Lines(text);
  const edits = [...text.matchAll(/\r(?!\n)/g)].map(({ index }) => ({
    range: { start: lines.position(index), end: lines.position(index + 1) },
    newText: "\n",
  }));
  return { title: "Replace carriage returns by line feeds", edits, isPreferred: true };
}
