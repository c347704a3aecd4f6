/** Offers and skeletons as items of the protocol. */
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Range,
} from "vscode-languageserver-types";
import { yamlBlock } from "../markdown";
import type { Offer } from "./offers";
import { skeletons } from "./skeletons";

/**
 * The item that inserts a text. A client that fills in snippets indents their lines like the first one, so they are
 * written from its `indent` on; other clients get them as they are to stand there.
 */
export function itemOf(
  offer: Offer,
  range: Range,
  text: string,
  indent: number,
  isSnippet: boolean,
): CompletionItem {
  const { label, kind, filter, detail, documentation } = offer;
  const written = isSnippet ? text.replaceAll(`\n${" ".repeat(indent)}`, "\n") : text;
  return {
    label,
    kind,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: documentation },
    }),
    ...(filter !== undefined && { filterText: filter }),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: isSnippet ? InsertTextMode.adjustIndentation : InsertTextMode.asIs,
    textEdit: { range, newText: written },
  };
}

/** Whole definitions. */
export function skeletonItems(range: Range, isSnippet: boolean): CompletionItem[] {
  const name = "my-environment";
  return skeletons.map(({ label, detail, text }) => {
    const plain = text.replace("NAME", name);
    const snippet = text.replace(/[\\$}]/g, "\\$&").replace("NAME", `\${1:${name}}`);
    const documentation = yamlBlock(plain);
    const offer = { label, kind: CompletionItemKind.File, draft: "", detail, documentation };
    return itemOf(offer, range, isSnippet ? snippet : plain, 0, isSnippet);
  });
}
