/**
 * Generates the validators: Ajv's standalone code with everything it needs inside, so that nothing is compiled
 * and nothing is imported at run time.
 */
import standaloneCode from "ajv/dist/standalone";
import { build } from "esbuild";
import type { GeneratedFile } from "./file";
import { newAjv } from "./ajv";
import { dereference, readSchemas, root, visit, type Schema } from "./schemas";

/** Exported name -> the schema that it checks. */
const validators: Record<string, string> = {
  validateDefinition: "definition.schema.json",
  validateRole: "roles.schema.json#/$defs/role",
  validateWindow: "windows.schema.json#/$defs/window",
  validateAgentGroup: "definition.schema.json#/$defs/agentGroup",
  validateOverride: "overrides.schema.json#/$defs/override",
  validateService: "transitions.schema.json#/$defs/service",
  validateState: "state.schema.json",
  validateTransition: "transition.schema.json",
  validateAnswer: "transition.schema.json#/$defs/requestAnswer",
  validateRequest: "decision.schema.json#/$defs/request",
  validateInFlight: "state.schema.json#/$defs/inFlight",
};

const banner = "// Generated from schemas/v1 by `npm run generate`. Do not edit.";
const names = Object.keys(validators);

/** `validate.js` with its declarations. */
export async function generateValidator(): Promise<GeneratedFile[]> {
  const schemas = readSchemas();
  const ajv = newAjv();
  const parts: Record<string, Schema> = {};
  for (const [name, reference] of Object.entries(validators)) {
    // One function for every type with properties, shared by all the validators; all the rest in place.
    const { $defs, ...part } = dereference(
      schemas,
      reference,
      (node) => !!node["x-type"] && !!node.properties,
    );
    Object.assign(parts, $defs, { [name]: part });
  }
  visit({ $defs: parts }, dropTexts);
  ajv.addSchema({ $id: "v1", $defs: parts });
  const raw = standaloneCode(ajv, Object.fromEntries(names.map((name) => [name, `v1#/$defs/${name}`])));
  return [
    { path: "src/core/generated/validate.js", text: await bundle(shortLengths(inPlace(raw))) },
    { path: "src/core/generated/validate.d.ts", text: declarations },
  ];
}

/** Ajv copies all errors so far whenever a called function has some; adding to the list takes no time that grows with it. */
function inPlace(code: string): string {
  const copies = /vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/g;
  const append =
    "function append(all, more) { if (all === null) return more; for (const one of more) all.push(one); return all; }";
  return `${code.replace(copies, "append(vErrors, $1.errors)")}\n${append}\n`;
}

/** Ajv counts the characters of every text; one that has few code units has few characters, and is empty if it has none. */
function shortLengths(code: string): string {
  const [, count] = /const (func\d+) = require\("ajv\/dist\/runtime\/ucs2length"\)/.exec(code) ?? [];
  return code
    .replace(new RegExp(`${count}\\((\\w+)\\) > (\\d+)`, "g"), `$1.length > $2 && ${count}($1) > $2`)
    .replace(new RegExp(`${count}\\((\\w+)\\) < 1\\b`, "g"), "$1.length < 1");
}

/** Removes what only people read; what words an error stays. */
function dropTexts(schema: Schema): void {
  for (const keyword of ["title", "description", "examples", "default", "x-enumDescriptions"]) {
    Reflect.deleteProperty(schema, keyword);
  }
}

async function bundle(raw: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: [
        `import * as raw from "raw";`,
        `import { check } from "./src/tools/generate/tidy";`,
        // Functions, so that a bundler can leave out the ones that are not used.
        ...names.map(
          (name) => `export function ${name}(value) { return check(${name}, raw.${name}, value); }`,
        ),
      ].join("\n"),
      resolveDir: root,
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    lineLimit: 200,
    banner: { js: banner },
    plugins: [
      {
        name: "raw",
        setup(plugin) {
          plugin.onResolve({ filter: /^raw$/ }, () => ({ path: "raw", namespace: "raw" }));
          plugin.onLoad({ filter: /.*/, namespace: "raw" }, () => ({ contents: raw, resolveDir: root }));
        },
      },
    ],
  });
  return outputFiles.map(({ text }) => text).join("");
}

const declarations = `${banner}

/** One mistake: where it is, which rule it breaks, and what is allowed. */
export interface SchemaError {
  /** JSON Pointer to the node. */
  instancePath: string;
  /** Where the broken rule stands, within the type that it belongs to. */
  schemaPath: string;
  keyword: string;
  /** What the keyword is about: missingProperty, additionalProperty, allowedValues, ... */
  params: Record<string, unknown>;
  message: string;
}

/** Says whether a value has the right shape; the mistakes of the last call are in errors. */
export interface SchemaValidator {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}

${names.map((name) => `export const ${name}: SchemaValidator;`).join("\n")}
`;
