import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { until } from "../vscode/until";

interface Manifest {
  icon: string;
  activationEvents: string[];
  contributes: {
    commands: { command: string; title: string; category: string; icon?: string; enablement?: string }[];
    configuration: { properties: Record<string, { scope: string; default: unknown }> };
    walkthroughs: { steps: { media: { svg: string; altText: string }; completionEvents: string[] }[] }[];
  };
}

describe("the extension in VS Code", () => {
  const extension = vscode.extensions.getExtension("maintenance-mode.maintenance-mode");
  const manifest = extension?.packageJSON as Manifest;

  it("is activated after the start, by nothing else", async () => {
    assert.deepEqual(manifest.activationEvents, ["onStartupFinished"]);
    await until("the extension is active", () => extension?.isActive);
  });

  it("registers every command of its manifest, all in one category", async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command, title, category } of manifest.contributes.commands) {
      assert.ok(known.has(command), command);
      assert.equal(category, "Maintenance Mode");
      assert.match(title, /^[A-Z][A-Za-z: ]+…?$/);
    }
  });

  it("offers what was promised", () => {
    const ids = manifest.contributes.commands.map(({ command }) => command.replace("maintenanceMode.", ""));
    const promised = [
      "enable",
      "disable",
      "forceEnable",
      "forceDisable",
      "toggle",
      "refresh",
      "connect",
      "disconnect",
    ];
    for (const id of [...promised, "selectEndpoint", "showHistory", "openDefinition", "createDefinition"]) {
      assert.ok(ids.includes(id), id);
    }
  });

  it("switches nothing from a workspace that is not trusted", () => {
    for (const { command, enablement } of manifest.contributes.commands) {
      if (/enable|disable|toggle/i.test(command))
        assert.match(enablement ?? "", /isWorkspaceTrusted/, command);
    }
  });

  it("lets no workspace say where requests go: all other settings are about what is seen of a text", () => {
    const { properties } = manifest.contributes.configuration;
    assert.deepEqual(Object.keys(properties), [
      "maintenanceMode.endpoints",
      "maintenanceMode.enforcedBy",
      "maintenanceMode.editor.maxFileSizeMB",
      "maintenanceMode.problems.severity",
      "maintenanceMode.annotations.windows",
      "maintenanceMode.annotations.overrides",
    ]);
    assert.equal(properties["maintenanceMode.problems.severity"]?.scope, "resource");
    assert.equal(properties["maintenanceMode.endpoints"]?.scope, "machine");
    assert.deepEqual(properties["maintenanceMode.endpoints"].default, []);
  });

  it("brings its pictures, with words for those who cannot see them", () => {
    const folder = extension?.extensionPath ?? "";
    assert.ok(existsSync(path.join(folder, manifest.icon)));
    for (const { media, completionEvents } of manifest.contributes.walkthroughs.flatMap(
      ({ steps }) => steps,
    )) {
      assert.ok(existsSync(path.join(folder, media.svg)), media.svg);
      assert.ok(media.altText.length > 20);
      assert.ok(completionEvents.length > 0);
    }
  });
});
