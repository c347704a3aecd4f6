/**
 * Beside Red Hat's YAML extension, whose language server is this package: what it says of definitions when both are
 * installed, and when it is the only one and was told of our schema in its settings.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { contributes } from "../../package.json";
import { exampleHeader } from "../../src/core/problem";
import { Client } from "./client";

const root = join(__dirname, "..", "..");
const samples = join(root, "samples");
const server = join(root, "node_modules", "yaml-language-server", "bin", "yaml-language-server");
const schema = pathToFileURL(join(root, "schemas", "editors", "definition.schema.json")).href;
const files = ["*.maintenance.yaml", "maintenance.yaml"];

/** The server with what stands in the settings below `yaml`; its store of schemas lies in the network. */
function start(yaml: object): Promise<Client> {
  const settings = { validate: true, schemaStore: { enable: false }, ...yaml };
  return Client.start("stdio", undefined, [], {
    server,
    settings: ({ section }) => (section === "yaml" ? settings : undefined),
  });
}

const wrong = `${exampleHeader}rolls: []\noperations: { unlisted: maybe }\n`;

/** What it says of a text that it has not seen before, once it says anything or, for a text that is right, nothing. */
async function messages(client: Client, name: string, text: string, says: boolean): Promise<string[]> {
  const uri = `file:///${name}/erp.maintenance.yaml`;
  await client.open(uri, text);
  const found = await client.next(uri, ({ diagnostics }) => diagnostics.length > 0 === says);
  return found.diagnostics.map(({ message }) => message as string);
}

describe("Red Hat's YAML extension", function () {
  this.timeout(60_000);
  let client: Client;
  afterEach(() => client.process.kill());

  it("says nothing about what a definition means when ours is there as well", async () => {
    assert.ok(!("yamlValidation" in contributes), "it is not told of our schema behind anybody's back");
    client = await start({});
    assert.equal((await messages(client, "broken", `${exampleHeader}roles: [\n`, true)).length, 1);
    assert.deepEqual(await messages(client, "wrong", wrong, false), []);
  });

  it("checks definitions by our schema where its settings name it", async () => {
    client = await start({ schemas: { [schema]: files } });
    const found = (await messages(client, "wrong", wrong, true)).join("\n");
    assert.match(found, /rolls/);
    assert.match(found, /deny/);
    for (const name of readdirSync(samples).filter((one) => one.endsWith(".yaml")))
      assert.deepEqual(await messages(client, name, readFileSync(join(samples, name), "utf8"), false), []);
    const published = client.published.filter(({ diagnostics }) => diagnostics.length > 0);
    assert.deepEqual([...new Set(published.map(({ uri }) => uri))], ["file:///wrong/erp.maintenance.yaml"]);
  });
});
