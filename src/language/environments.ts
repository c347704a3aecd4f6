/** Which environments a text defines. */
import { Place } from "../core/check/place";
import { isOurs, mentions } from "./definition";
import { readDocument } from "./read";
import { hasContent, splitDocuments } from "./split";

/** The `metadata.name` of each definition in the text, in order, each once; also while parts of the text are broken. */
export function environmentNames(text: string): string[] {
  if (!mentions(text)) return [];
  const names = splitDocuments(text)
    .filter((span) => hasContent(text, span) && mentions(text.slice(...span)))
    .map((span) => readDocument(text, span).root.value)
    .filter((value) => isOurs(value, false))
    .map((value) => new Place(value, "").get("metadata").get("name").text);
  return [...new Set(names.filter((name) => name !== undefined && name !== ""))] as string[];
}
