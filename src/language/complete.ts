/** The door for completion: what may stand at a position of an open text, as edits that leave it well indented and valid. */
import type { CompletionItem, CompletionList, Position, Range } from "vscode-languageserver-types";
import { isTimeZone } from "../core/zone";
import { Context } from "./complete/context";
import { type Found, findCursor } from "./complete/cursor";
import { itemOf, skeletonItems } from "./complete/items";
import { offersAt } from "./complete/offers";
import { type Slot, valueOf } from "./complete/outline";
import { render } from "./complete/render";
import { scopeAt } from "./complete/scope";
import { sectionValue } from "./sections";
import { type Placed, type View, offsetIn } from "./view";

export interface CompleteOptions {
  /** The instant that dates and times are proposed from. */
  nowMs: number;
  /** Whether the client fills in snippets; without, the same text comes with its first choices. */
  snippets: boolean;
}

/** What may stand at the position, the likeliest first. Nothing in comments, and where nothing fits. */
export function complete(view: View, position: Position, options: CompleteOptions): CompletionList {
  const items = view.isOurs ? itemsAt(view, position, options) : [];
  // Dates, rules and operations depend on what is typed so far, so the client is to ask again.
  const sorted = items.map((item, index) => ({ ...item, sortText: String(index).padStart(4, "0") }));
  return { isIncomplete: items.length > 0, items: sorted };
}

function itemsAt(view: View, position: Position, options: CompleteOptions): CompletionItem[] {
  const placed = view.partAt(position.line);
  if (placed !== undefined) return itemsIn(view, placed, position, options);
  const [first] = view.parts();
  return first === undefined ? itemsAlone(view, position, options) : [];
}

/** Whole definitions for a text that has none. */
function itemsAlone(
  view: View,
  { line, character }: Position,
  { snippets }: CompleteOptions,
): CompletionItem[] {
  const before = view.text().split("\n")[line]?.slice(0, character) ?? "";
  if (before.trim() !== "") return [];
  return skeletonItems({ start: { line, character: 0 }, end: { line, character } }, snippets);
}

function itemsIn(
  view: View,
  placed: Placed,
  position: Position,
  { nowMs, snippets }: CompleteOptions,
): CompletionItem[] {
  const scope = scopeAt(view, placed, position);
  const found = findCursor(scope.text, scope.cursor, scope.around);
  if (found === undefined) return [];
  const { text, cursor: at } = scope;
  const { cursor, root } = found;
  const context = contextAt(view, placed, position, found, nowMs);
  const line = text.lastIndexOf("\n", at - 1) + 1;
  const spaces = /^ */.exec(text.slice(line, at))?.[0].length ?? 0;
  const rangeOf = ({ start, end }: { start: number; end: number }): Range => ({
    start: { line: position.line, character: start - line },
    end: { line: position.line, character: end - line },
  });
  const style = {
    isSnippet: snippets,
    isFlow: false,
    isJson: view.uri.endsWith(".json"),
    steps: stepsOf(found),
  };
  const offers = offersAt(cursor, root, text.slice(at, Math.max(at, cursor.spot.end)), context);
  const items = offers.flatMap((offer) => {
    const edit = render(offer, cursor, text, style);
    return edit === undefined
      ? []
      : itemOf(offer, rangeOf(edit), edit.text, Math.min(spaces, edit.start - line), snippets);
  });
  const isEmpty =
    cursor.kind === "key" && cursor.mapping.slot.path.length === 0 && context.sections.size === 0;
  return isEmpty ? [...skeletonItems(rangeOf(cursor.spot), snippets), ...items] : items;
}

function contextAt(
  view: View,
  placed: Placed,
  position: Position,
  { cursor, root }: Found,
  nowMs: number,
): Context {
  const { definition } = placed;
  const definitionZone = zoneIn(sectionValue(view, definition, "timeZone"));
  const { path } =
    cursor.kind === "value" ? cursor.slot : cursor.kind === "item" ? cursor.list.slot : cursor.mapping.slot;
  const zone = zoneIn(ownZone(root, path)) ?? definitionZone ?? "UTC";
  return new Context({
    view,
    placed,
    offset: offsetIn(placed, position),
    nowMs,
    definitionZone,
    zone,
  });
}

/** The time zone that the window or schedule at a path has for itself. */
function ownZone({ node }: Slot, [name, ...rest]: readonly string[]): unknown {
  if (node === undefined || node.kind === "scalar" || name === undefined) return undefined;
  if (node.kind === "list") {
    const item = node.items[Number(name)];
    return item === undefined ? undefined : ownZone(item, rest);
  }
  const zone = node.entries.find(({ key }) => key.text === "timeZone");
  const inner = node.entries.find(({ key }) => key.text === name);
  return (
    (inner === undefined ? undefined : ownZone(inner.slot, rest)) ??
    (zone === undefined ? undefined : valueOf(zone.slot))
  );
}

function zoneIn(value: unknown): string | undefined {
  return typeof value === "string" && isTimeZone(value) ? value : undefined;
}

/** How far this text indents; where it does not show it, two columns. */
function stepsOf({ steps: { mapping, list } }: Found): { mapping: number; list: number } {
  const shown = mapping ?? list ?? 2;
  return { mapping: shown === 0 ? 2 : shown, list: list ?? shown };
}
