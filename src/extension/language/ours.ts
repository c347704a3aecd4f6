/** Which documents may be definitions, told without parsing: by their name, or by the words that every definition holds. */

import { definitionLanguage } from "../../lsp/protocol";

/** Glob of the names that definitions have, for searching a workspace. */
export const DEFINITION_GLOB =
  "**/{*.maintenance.yaml,*.maintenance.yml,*.maintenance.json,maintenance.yaml,maintenance.yml,.maintenance/**/*.yaml,.maintenance/**/*.yml}";

const NAME =
  /(^|\/)([^/]+\.maintenance\.(ya?ml|json)|maintenance\.ya?ml|\.maintenance\/(.+\/)?[^/]+\.ya?ml)$/;
const WORDS = "maintenance-mode/";
/** The languages that a definition may be written in; one that has another name is YAML to VS Code. */
export const LANGUAGES: readonly string[] = [definitionLanguage, "yaml", "json", "jsonc"];

/** The part of VS Code's document that is looked at. */
export interface Readable {
  uri: { path: string; scheme: string };
  languageId: string;
  getText(): string;
}

export function looksLikeOurs(document: Readable): boolean {
  if (!SCHEMES.includes(document.uri.scheme)) return false;
  if (NAME.test(document.uri.path)) return true;
  return LANGUAGES.includes(document.languageId) && document.getText().includes(WORDS);
}

/** Editors also hold what is not a file of the user: output, versions of git, our own pages. */
export const SCHEMES: readonly string[] = ["file", "untitled", "vscode-vfs", "vscode-remote"];
