/** Which environments a text defines. */
import { held, textIn } from "../core/check/place";
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
    .map(environmentOf);
  return [...new Set(names.filter((name) => name !== undefined && name !== ""))] as string[];
}

/** The name of the environment that a value defines as a definition, if it is a text. */
export function environmentOf(value: unknown): string | undefined {
  return textIn(held(value, "metadata"), "name");
}
