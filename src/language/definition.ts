/** Which files and documents are definitions: by the file's name, or by what a document says about itself. */
import { editDistance } from "../core/check/wording";
import { isRecord } from "../core/check/place";

const group = "maintenance-mode";
const kind = "MaintenanceDefinition";

/** Whether a file of this URI holds definitions. */
export function isDefinitionName(uri: string): boolean {
  return isDefinitionPath(decoded(uri.replace(/[?#].*$/, "")));
}

/** The same for a path. */
export function isDefinitionPath(path: string): boolean {
  const name = path.replaceAll("\\", "/");
  return (
    /(?:^|[/:])(?:[^/]+\.maintenance\.(?:ya?ml|json)|maintenance\.ya?ml)$/i.test(name) ||
    /(?:^|\/)\.maintenance\/(?:.*\/)?[^/]+\.yaml$/i.test(name)
  );
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** Whether a text is worth reading for definitions: by its name, or because a document in it says so. */
export function isDefinition(text: string, uri: string): boolean {
  return isDefinitionName(uri) || mentions(text);
}

/** Whether a text could hold a definition; other people's files are never parsed. */
export function namesUs(text: string): boolean {
  return text.includes(`${group}/`);
}

/** A key on a line of its own or between brackets, and its value, perhaps behind an anchor or tag. */
const mention = /(?:^[ \t]*|[{,]\s*)(["']?)apiVersion\1\s*:\s*(?:[&!]\S*\s+)*["']?maintenance-mode\//m;

/** Whether a text looks as if it held one, also where it cannot be parsed. */
export function mentions(text: string): boolean {
  return mention.test(text);
}

/**
 * Whether a document of the file is to be checked. In a file that is named like a definition every document is, unless
 * it clearly says that it is something else.
 */
export function isOurs(value: unknown, isNamed: boolean): boolean {
  const version = isRecord(value) ? value.apiVersion : undefined;
  if (typeof version === "string" && version.startsWith(`${group}/`)) return true;
  if (!isNamed) return false;
  if (!isRecord(value) || typeof version !== "string" || value.kind === kind) return true;
  const said = version.slice(0, 100).split("/")[0] ?? "";
  return editDistance(said.toLowerCase(), group, 4) <= 4;
}
