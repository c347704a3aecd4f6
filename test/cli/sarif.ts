/** What a log has to be: accepted by the schema of SARIF 2.1.0, as Microsoft's tool for such logs has it. */
import assert from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020";
import { readFileSync } from "node:fs";

/** The part of a log that the tests look at. */
export interface Log {
  version: string;
  runs: {
    columnKind: string;
    tool: {
      driver: {
        name: string;
        version: string;
        semanticVersion: string;
        rules: Rule[];
      };
    };
    results: Result[];
  }[];
}

interface Rule {
  id: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string; markdown: string };
}

export interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
  partialFingerprints: { primaryLocationLineHash: string };
}

// The tool is one package for each platform; each holds the schema.
const file = require.resolve(`@microsoft/sarif-multitool-${process.platform}/sarif-2.1.0.json`);

const ajv = new Ajv2020({
  strict: false, // it is not our schema
  allErrors: true,
  formats: {
    uri: /^[a-z][a-z\d+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-F]{2})*$/i,
    "uri-reference": /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-F]{2})*$/i,
    "date-time": true,
    uuid: true,
  },
});
const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);

/** The log in the text, which the schema accepts. */
export function readLog(text: string): Log {
  const log: unknown = JSON.parse(text);
  assert.ok(validate(log), ajv.errorsText(validate.errors));
  return log as Log;
}
