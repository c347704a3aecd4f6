/** How an offer is written at the cursor: in lines or brackets, inside quotes, with the colon or without. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { Offer } from "./offers";
import type { Cursor, Spot } from "./outline";
import { Blank, type Draft, type Style, Writer, isMapping, isScalar } from "./write";

/** An edit of the line with the cursor; offsets into the text that was read. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The edit for an offer; undefined when it cannot stand there, such as a list in quotes. */
export function render(offer: Offer, cursor: Cursor, text: string, style: Style): Edit | undefined {
  const { spot } = cursor;
  const edit = (written: string): Edit => ({
    start: spot.start,
    end: spot.end,
    text: spot.before + written + spot.after,
  });
  switch (cursor.kind) {
    case "key": {
      const { isFlow, column } = cursor.mapping;
      const writer = new Writer({ ...style, isFlow });
      if (spot.quote !== "") return quotedKey(offer, spot, new Writer({ ...style, isFlow, isJson: true }));
      if (offer.key !== undefined) return edit(writer.key(offer.key));
      const { draft } = offer;
      return edit(
        isFlow && isMapping(draft) ? writer.entries(draft) : writer.inline(draft, column, isOpen(offer)),
      );
    }
    case "item": {
      const { isFlow, column } = cursor.list;
      const writer = new Writer({ ...style, isFlow });
      if (spot.quote !== "") return inQuotes(offer.draft, spot, writer);
      return edit(writer.inline(offer.draft, column + 2, isOpen(offer)));
    }
    case "value": {
      const { holder, column } = cursor.slot;
      const writer = new Writer({ ...style, isFlow: holder?.isFlow === true });
      if (spot.quote !== "") return inQuotes(offer.draft, spot, writer);
      if (isScalar(offer.draft)) return edit(writer.inline(offer.draft, column, false));
      // What begins on the next line leaves no space behind the colon.
      const start = spot.start - (/[ \t]*$/.exec(text.slice(0, spot.start))?.[0].length ?? 0);
      return {
        ...edit(""),
        start,
        text: writer.afterColon(offer.draft, column, isListOfMappings(offer.draft)),
      };
    }
  }
}

/** What a key holds is written in lines; what is deeper, and what a template holds, on one line where it is short. */
function isOpen({ kind, draft }: Offer): boolean {
  return kind === CompletionItemKind.Property || Array.isArray(draft);
}

function inQuotes(draft: Draft, spot: Spot, writer: Writer): Edit | undefined {
  const value = draft instanceof Blank ? draft.first : draft;
  if (typeof value !== "string") return undefined;
  const text = writer.inQuotes(value, spot.quote) + (spot.isClosed ? "" : spot.quote);
  return { start: spot.start, end: spot.end, text };
}

/** A key whose opening quote stands already. */
function quotedKey({ key, draft }: Offer, spot: Spot, writer: Writer): Edit | undefined {
  if (spot.quote === "'" || !isMapping(draft)) return undefined;
  const { start, end } = spot;
  if (key !== undefined) return { start, end, text: key };
  return { start, end: spot.isClosed ? end + 1 : end, text: writer.entries(draft).slice(1) + spot.after };
}

function isListOfMappings(draft: Draft): boolean {
  return Array.isArray(draft) && draft.some((item: Draft) => isMapping(item));
}
