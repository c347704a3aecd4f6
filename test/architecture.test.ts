/** The walls of the house: who may import whom, which packages go where, no cycles, no eval in what ships. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { isBuiltin } from "node:module";
import ts from "typescript";

const root = join(__dirname, "..");

/** Which layer may import which; docs/architecture.md quotes this table. */
const layers: Record<string, readonly string[]> = {
  core: [],
  language: ["core"],
  providers: ["core"],
  lsp: ["language", "core"],
  endpoint: ["core", "language"],
  cli: ["endpoint", "lsp", "providers", "language", "core"],
  extension: ["core", "providers", "lsp/protocol"],
  tools: ["core", "language", "providers", "lsp", "endpoint", "cli", "extension"],
};

/** Which packages a layer may import; `node:` stands for Node's own modules. */
const packages: Record<string, readonly string[]> = {
  core: ["temporal-polyfill"],
  language: ["yaml", "vscode-languageserver-types"],
  providers: ["eventsource-parser"],
  lsp: ["vscode-languageserver", "vscode-languageserver-types", "node:"],
  endpoint: ["fastify", "node:"],
  cli: ["commander", "picocolors", "vscode-languageserver", "node:"],
  extension: ["vscode", "vscode-languageclient", "node:"],
};

/** What a layer may take from outside `src` and `node_modules`. */
const files: Record<string, readonly string[]> = {
  cli: ["package.json"],
  extension: ["samples/"],
};

interface Import {
  from: string;
  text: string;
  /** Path from the root without ending, for a relative import. */
  to?: string;
}

function sources(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js)$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

function importsOf(path: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, path), "utf8"), true, true);
  return importedFiles.map(({ fileName: text }) => {
    if (!text.startsWith(".")) return { from: path, text };
    const target = relative(root, resolve(root, dirname(path), text))
      .split(sep)
      .join("/");
    return { from: path, text, to: target };
  });
}

const all = sources(join(root, "src")).flatMap(importsOf);
const layerOf = (path: string): string => path.split("/")[1] ?? "";
const shown = ({ from, text }: Import): string => `${from} imports ${text}`;

describe("architecture", () => {
  it("finds the sources", () => {
    assert.ok(all.length > 50);
    assert.deepEqual(
      [...new Set(all.map(({ from }) => layerOf(from)))].filter((layer) => !(layer in layers)),
      [],
    );
  });

  it("keeps the layers apart", () => {
    const wrong = all.filter(({ from, to }) => {
      if (to === undefined || !to.startsWith("src/")) return false;
      const layer = layerOf(from);
      if (layerOf(to) === layer) return false;
      return !(layers[layer] ?? []).some(
        (allowed) => to === `src/${allowed}` || to.startsWith(`src/${allowed}/`),
      );
    });
    assert.deepEqual(wrong.map(shown), []);
  });

  it("keeps packages where they belong", () => {
    const wrong = all.filter(({ from, text, to }) => {
      const allowed = packages[layerOf(from)];
      if (to !== undefined || allowed === undefined) return false;
      if (isBuiltin(text)) return !(text.startsWith("node:") && allowed.includes("node:"));
      const name = text
        .split("/")
        .slice(0, text.startsWith("@") ? 2 : 1)
        .join("/");
      return !allowed.includes(name);
    });
    assert.deepEqual(wrong.map(shown), []);
  });

  it("takes nothing from tests, and from outside src only what is listed", () => {
    const wrong = all.filter(({ from, to }) => {
      if (to === undefined || to.startsWith("src/") || layerOf(from) === "tools") return false;
      return !(files[layerOf(from)] ?? []).some(
        (allowed) => to === allowed || (allowed.endsWith("/") && to.startsWith(allowed)),
      );
    });
    assert.deepEqual(wrong.map(shown), []);
  });

  it("has no import cycles", () => {
    const known = new Set(all.map(({ from }) => from));
    const resolved = (to: string): string =>
      [to, `${to}.ts`, `${to}/index.ts`].find((path) => known.has(path)) ?? to;
    const graph = new Map<string, string[]>();
    for (const { from, to } of all)
      if (to !== undefined) graph.set(from, [...(graph.get(from) ?? []), resolved(to)]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      const at = trail.indexOf(path);
      if (at >= 0) cycles.push([...trail.slice(at), path].join(" -> "));
      if (at >= 0 || done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    assert.deepEqual(cycles, []);
  });

  it("keeps Node and the browser out of core and language", () => {
    for (const layer of ["core", "language"]) {
      const settings = ts.readConfigFile(join(root, "src", layer, "tsconfig.json"), (path) =>
        readFileSync(path, "utf8"),
      );
      const { compilerOptions } = settings.config as { compilerOptions: { lib: string[]; types: string[] } };
      assert.deepEqual(compilerOptions.types, []);
      assert.ok(compilerOptions.lib.every((name) => !/dom/i.test(name)));
    }
  });

  it("names every dependency's reason in CONTRIBUTING", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
      string,
      Record<string, string>
    >;
    const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
    const names = Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.overrides,
    });
    assert.deepEqual(
      names.filter((name) => !contributing.includes(`| \`${name}\` |`)),
      [],
    );
  });

  it("quotes the import table in docs/architecture.md", () => {
    const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
    for (const [layer, allowed] of Object.entries(layers)) {
      if (layer === "tools") continue;
      assert.ok(
        page.includes(
          `| \`${layer}\` | ${allowed.length === 0 ? "nothing" : allowed.map((name) => `\`${name}\``).join(", ")} |`,
        ),
        layer,
      );
    }
  });
});
