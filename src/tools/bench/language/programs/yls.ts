/** yaml-language-server as a library: its language service, set up with our schema for every file. */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

interface Service {
  configure(settings: object): void;
  doValidation(document: object, isKubernetes: boolean): Promise<{ severity?: number; message: string }[]>;
}

interface Yls {
  getLanguageService: (params: object) => Service;
}

interface TextDocuments {
  create(uri: string, languageId: string, version: number, text: string): object;
}

/** Checks a text against the schema; the answer is the number of problems. */
export type Check = (text: string) => Promise<number>;

/**
 * @param folder the installed package
 * @param documents its text documents, which it does not export: the module that it uses
 * @param schemaFile the schema, as one file without references
 */
export async function ylsCheck(folder: string, documents: string, schemaFile: string): Promise<Check> {
  const { getLanguageService } = (await import(pathToFileURL(`${folder}/out/src/index.js`).href)) as Yls;
  const { TextDocument } = (await import(pathToFileURL(documents).href)) as { TextDocument: TextDocuments };
  const { SettingsState } = (await import(pathToFileURL(`${folder}/out/src/yamlSettings.js`).href)) as {
    SettingsState: new () => object;
  };
  const service = getLanguageService({
    schemaRequestService: (uri: string) => Promise.reject(new Error(`There is no ${uri}`)),
    workspaceContext: { resolveRelativePath: (path: string) => path },
    yamlSettings: new SettingsState(),
  });
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as object;
  service.configure({
    validate: true,
    schemas: [{ uri: pathToFileURL(schemaFile).href, fileMatch: ["*"], schema }],
  });
  let version = 0;
  return async (text) => {
    version += 1;
    const document = TextDocument.create("file:///bench.maintenance.yaml", "yaml", version, text);
    return (await service.doValidation(document, false)).length;
  };
}
