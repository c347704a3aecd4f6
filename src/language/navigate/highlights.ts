/** What is marked in the text while the cursor stands on a name. */
import { type DocumentHighlight, DocumentHighlightKind, type Position } from "vscode-languageserver-types";
import type { View } from "../view";
import { isAbout } from "./meaning";
import { mentionAt, mentionsLike } from "./mentions";

/** The mentions of the name at the position that its text has: what declares it as written, what uses it as read. */
export function highlights(view: View, position: Position): DocumentHighlight[] {
  const mention = mentionAt(view, position);
  if (mention === undefined) return [];
  return [...mentionsLike(mention, [], (name) => isAbout(mention.name, name))].map(({ name, nameRange }) => ({
    range: nameRange,
    kind: name.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
