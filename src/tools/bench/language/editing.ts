/** What an editor waits for, over stdio, beside yaml-language-server; and the memory that this takes. */
import { join } from "node:path";
import { type Findings, type Row, row } from "../area";
import { median } from "../measure";
import { peerFile, peerName } from "../peer";
import { root } from "../../paths";
import { Server } from "./server";
import { misspelt, mixedText, positionOf, type Size, sizes, typed } from "./texts";
import { schemaFile } from "./workshop";

const area = "language";
/** yaml-language-server waits so long after a change before it begins. */
const debounceMs = 200;

interface Times {
  edit: number;
  complete: number;
  hover: number;
  /** In MB. */
  peak: number;
}

interface Plan {
  size: Size;
  /** How often something is done; both do it in turn. */
  turns: { ours: number; yls: number };
  asks: boolean;
}

/** The rows about edits, completion, hover and memory. */
export async function editing(): Promise<Findings> {
  const large = await compare({ size: "1 MB", turns: { ours: 40, yls: 5 }, asks: true });
  const huge = await compare({ size: "10 MB", turns: { ours: 20, yls: 2 }, asks: false });
  const ms = (name: string, ours: number, other: number, atLeast: number): Row =>
    line({ name, unit: "ms", ours, other, ratio: other / ours }, { atLeast });
  const rows = [
    ms("edit to problems, 1 MB", large.ours.edit, large.yls.edit, 300),
    ms("edit to problems, 10 MB", huge.ours.edit, huge.yls.edit, 3_000),
    ms("letter to completions, 1 MB", large.ours.complete, large.yls.complete, 300),
    ms("hover, 1 MB", large.ours.hover, large.yls.hover, 300),
    line(
      {
        name: "most memory, 10 MB",
        unit: "MB",
        ours: huge.ours.peak,
        other: huge.yls.peak,
        ratio: huge.ours.peak / huge.yls.peak,
      },
      { atMost: 0.125 },
    ),
  ];
  const spared = [large, huge].map(({ ours, yls }) => Math.round((yls.edit - debounceMs) / ours.edit));
  const notes = [
    "",
    `Of each edit to problems ${peerName("yaml-language-server")} waits ${debounceMs} ms before it begins. ` +
      `Without them the ratios are ${spared.join(" at 1 MB and ")} at 10 MB.`,
  ];
  return { rows, notes };
}

function line(
  values: Pick<Row, "name" | "unit" | "ours" | "other" | "ratio">,
  goal: Parameters<typeof row>[1],
): Row {
  return row({ area, otherName: peerName("yaml-language-server"), ...values }, goal);
}

async function compare({ size, turns, asks }: Plan): Promise<{ ours: Times; yls: Times }> {
  const ours = await timesOf([join(root, "dist/cli.js"), "lsp", "--stdio"], size, turns.ours, asks);
  const bin = peerFile("yaml-language-server", "bin/yaml-language-server");
  return { ours, yls: await timesOf([bin, "--stdio"], size, turns.yls, asks) };
}

async function timesOf(command: readonly string[], size: Size, turns: number, asks: boolean): Promise<Times> {
  const server = await Server.start(command, schemaFile());
  const { text, at, letter } = typed(mixedText(sizes[size]));
  const place = positionOf(text, at);
  if ((await server.open(text)) > 0) throw new Error(`Problems in a text without any: ${command.join(" ")}`);
  const edits: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const isThere = turn % 2 === 0;
    const started = performance.now();
    await server.edit(place, isThere ? 1 : 0, isThere ? "" : letter);
    edits.push(performance.now() - started);
  }
  const asked = asks ? await ask(server, text, turns) : { complete: NaN, hover: NaN };
  const peak = server.peakMb();
  await server.end();
  return { edit: median(edits), ...asked, peak };
}

/** Completions of a half-written key, and the hover of a key, in the middle of the text. */
async function ask(server: Server, text: string, turns: number): Promise<Pick<Times, "complete" | "hover">> {
  const key = positionOf(text, misspelt(text).at);
  const completions: number[] = [];
  const hovers: number[] = [];
  await server.edit(key, 1, "");
  for (let turn = 0; turn < turns; turn += 1) {
    hovers.push(await server.hover({ line: key.line - 1, character: 6 }));
    const { ms, items } = await server.complete(key, turn === 0 ? 0 : 1, "e");
    if (items === 0) throw new Error("There are no completions where some were expected.");
    completions.push(ms);
  }
  return { complete: median(completions), hover: median(hovers) };
}
