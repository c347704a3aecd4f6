/** Which documents may be definitions, told without parsing: by their name, or by the words that every definition holds. */

/** Glob of the names that definitions have, for searching a workspace. */
export const DEFINITION_GLOB =
  "**/{*.maintenance.yaml,*.maintenance.yml,*.maintenance.json,maintenance.yaml,maintenance.yml,.maintenance/**/*.yaml,.maintenance/**/*.yml}";

const NAME =
  /(^|\/)([^/]+\.maintenance\.(ya?ml|json)|maintenance\.ya?ml|\.maintenance\/(.+\/)?[^/]+\.ya?ml)$/;
const WORDS = "maintenance-mode/";
const LANGUAGES: ReadonlySet<string> = new Set(["yaml", "json", "jsonc"]);

/** The part of VS Code's document that is looked at. */
export interface Readable {
  uri: { path: string; scheme: string };
  languageId: string;
  getText(): string;
}

export function looksLikeOurs(document: Readable): boolean {
  if (!SCHEMES.includes(document.uri.scheme)) return false;
  if (NAME.test(document.uri.path)) return true;
  return LANGUAGES.has(document.languageId) && document.getText().includes(WORDS);
}

/** Editors also hold what is not a file of the user: output, versions of git, our own pages. */
export const SCHEMES: readonly string[] = ["file", "untitled", "vscode-vfs", "vscode-remote"];
