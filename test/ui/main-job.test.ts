/**
 * The main job, as a person does it in the window: a definition is broken and mended, maintenance is switched on and
 * off from the palette while a second client looks on, and the endpoint is killed in the middle.
 */
import assert from "node:assert/strict";
import type { AgentList, Status } from "../../src/core/generated/types";
import { note } from "../../src/tools/testing/results";
import { useEndpoint } from "../vscode/endpoint";
import { useWorkbench } from "../vscode/session";

const sample = "tactical-rmm.maintenance.yaml";
const db = { client: "acme", site: "hq", agent: "db-7" };

describe("The main job in VS Code's window", () => {
  const endpoint = useEndpoint({ definition: `samples/${sample}`, heartbeatSeconds: 1 });
  before(() => endpoint.current.request("/v1/transitions", { action: "enable", target: db, reason: "disk" }));
  const vscode = useWorkbench(() => ({ folder: "samples", endpoint: endpoint.current }));

  /** What a second client sees. */
  const seen = async (): Promise<Status> => (await endpoint.current.request("/v1/state")).body as Status;
  const flagged = async (): Promise<number> =>
    ((await endpoint.current.request("/v1/agents")).body as AgentList).agents.filter(
      ({ inMaintenance }) => inMaintenance,
    ).length;

  it("shows the sample without problems, connected, with the one agent that is in maintenance", async () => {
    const { workbench } = vscode;
    await workbench.editor.open(sample);
    await workbench.waitProblems([]);
    await workbench.waitStatus(/partial, 1 of 8/);
    const hover = await workbench.statusHover();
    for (const part of ["Monitoring", "disk", "1 of 8", "Next window", endpoint.current.url, "live"]) {
      assert.ok(hover.includes(part), `${part} in: ${hover}`);
    }
  });

  it("marks a misspelt key, an impossible window and an unknown role at the right words, and each is mended", async () => {
    const { workbench } = vscode;
    const { editor } = workbench;
    await editor.replace("unlisted: allow", "unlistd: allow");
    await workbench.waitProblems([
      { severity: "error", message: /Did you mean `unlisted`/, origin: /unknown-property/ },
    ]);
    await editor.waitSquiggles(["unlistd"]);
    await editor.replace('end: "2027-03-15T07:00"', 'end: "2027-03-01T07:00"');
    await editor.waitSquiggles(['"2027-03-01T07:00"']);
    await editor.replace(
      "# The inventory.",
      "overrides:\n  - { id: x, effect: admit, roles: [technicien], operations: [alert.email.send.check], reason: r }\n# The inventory.",
    );
    await workbench.waitProblems([
      { message: /unlistd/ },
      { severity: "error", message: /end|before/i, origin: /end-before-start/ },
      { severity: "error", message: /Did you mean `technician`/, origin: /unknown-role/ },
    ]);
    await editor.waitSquiggles(['"2027-03-01T07:00"', "technicien"]);
    await workbench.screenshot("three problems");
    assert.match(await editor.hover("technicien"), /Did you mean .technician/);
    await editor.replace("technicien", "technician");
    await editor.replace('"2027-03-01T07:00"', '"2027-03-15T07:00"');
    await editor.replace("unlistd", "unlisted");
    await workbench.waitProblems([]);
    await editor.closeWithoutSaving();
  });

  it("opens the documentation of a problem from its code, without a network", async () => {
    const { workbench } = vscode;
    await workbench.editor.open("minimal.maintenance.yaml");
    await workbench.editor.replace("kind:", "kinds:");
    await workbench.waitProblems([{ message: /kinds/ }]);
    await workbench.page
      .locator(".markers-panel .monaco-list-row a", { hasText: "unknown-property" })
      .first()
      .click();
    await workbench.page.locator(".tab", { hasText: /unknown-property/ }).waitFor();
    await workbench.command("View: Close Editor");
    await workbench.editor.open("minimal.maintenance.yaml");
    await workbench.editor.closeWithoutSaving();
  });

  it("enables from the palette; the status bar, a second client and the agents' flags change", async () => {
    const { workbench } = vscode;
    await workbench.command("Maintenance Mode: Enable…");
    await workbench.quickInput.pick(/The environment/);
    await workbench.quickInput.waitOpen(/Why/);
    await workbench.quickInput.enter("CHG-7: database upgrade");
    await workbench.quickInput.waitOpen(/When will it probably be over/);
    await workbench.quickInput.fill("2h");
    await workbench.quickInput.waitOpen(/Understood/);
    await workbench.quickInput.box.press("Enter");
    await workbench.waitStatus(/: on$/);
    await workbench.waitNotification(/maintenance is on since/);
    const state = await seen();
    assert.equal(state.phase, "on");
    assert.equal(state.current?.reason, "CHG-7: database upgrade");
    assert.equal(await flagged(), 8);
    assert.equal(await workbench.statusKind(), "warning");
    await workbench.statusHover(/CHG-7: database upgrade/);
    await workbench.screenshot("on");
  });

  it("follows a second client at once", async () => {
    const { workbench } = vscode;
    const change = async (action: string, text: RegExp): Promise<number> => {
      const { status } = await endpoint.current.request("/v1/transitions", { action, reason: "by hand" });
      const answeredAt = Date.now();
      assert.equal(status, 200);
      await workbench.waitStatus(text);
      return Date.now() - answeredAt;
    };
    const away = await change("force-enable", /: on, forced$/);
    const back = await change("disable", /partial, 1 of 8/);
    note(`From the endpoint's answer to the status bar: ${Math.max(away, back)} ms`);
    await change("enable", /: on$/);
  });

  it("recovers by itself with the last acknowledged state after kill -9", async () => {
    const { workbench } = vscode;
    await endpoint.kill();
    await workbench.waitStatus(/unreachable/, 30_000);
    assert.equal(await workbench.statusKind(), "error");
    await workbench.statusHover(/may have changed/);
    await endpoint.restart();
    await workbench.waitStatus(/: on$/, 60_000);
    assert.equal((await seen()).current?.reason, "by hand");
  });

  it("says that the state is stale when the endpoint hangs", async () => {
    const { workbench } = vscode;
    endpoint.current.pause();
    try {
      await workbench.waitStatus(/stale|unreachable/, 30_000);
    } finally {
      endpoint.current.resume();
    }
    await workbench.waitStatus(/: on$/, 60_000);
  });

  it("offers from the status bar what can be done now, by keyboard too", async () => {
    const { workbench } = vscode;
    await workbench.status.click();
    await workbench.quickInput.waitOpen();
    const labels = await workbench.quickInput.labels();
    for (const wanted of [/Disable/, /Refresh/, /Show History/])
      assert.ok(
        labels.some((label) => wanted.test(label)),
        String(labels),
      );
    await workbench.quickInput.escape();
  });

  it("disables after showing what comes back, and restores the one agent", async () => {
    const { workbench } = vscode;
    await workbench.clearNotifications();
    await workbench.command("Maintenance Mode: Disable…");
    await workbench.quickInput.pick(/The environment/);
    await workbench.quickInput.waitOpen(/Comes back/);
    assert.match(await workbench.quickInput.text(), /db-7/);
    await workbench.quickInput.pick(/Disable:/);
    await workbench.waitStatus(/partial, 1 of 8/);
    assert.equal(await flagged(), 1);
  });

  it("forces only after the name was typed under what is lost", async () => {
    const { workbench } = vscode;
    await workbench.command("Maintenance Mode: Force Disable…");
    await workbench.quickInput.pick(/The environment/);
    await workbench.quickInput.waitOpen(/Why/);
    await workbench.quickInput.enter("it is over");
    await workbench.quickInput.waitOpen(/Lost for good/);
    assert.match(await workbench.quickInput.text(), /db-7/);
    await workbench.quickInput.enter("something else");
    await workbench.quickInput.waitOpen(/type tactical-rmm/i);
    assert.equal(await flagged(), 1, "nothing has happened yet");
    await workbench.quickInput.enter("tactical-rmm");
    await workbench.waitStatus(/: off$/);
    assert.equal(await flagged(), 0);
  });

  it("keeps the connection over a reload: the token lies in the secret storage", async () => {
    const { workbench } = vscode;
    await workbench.reload();
    await workbench.waitStatus(/: off$/, 60_000);
  });
});

describe("A folder that is not trusted", () => {
  const endpoint = useEndpoint({ definition: `samples/${sample}` });
  const vscode = useWorkbench(() => ({
    files: {
      [sample]: "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata: { nam: x }\n",
    },
    endpoint: endpoint.current,
    workspaceTrust: true,
  }));

  it("is still checked, and its state shown, but nothing can be switched and the reason is given", async () => {
    const { workbench } = vscode;
    if (await workbench.dialog.box.isVisible()) await workbench.dialog.press("No, I don't trust the authors");
    await workbench.waitStatus(/: off$/, 60_000);
    await workbench.editor.open(sample);
    await workbench.waitProblems([{ message: /Did you mean `name`/ }]);
    assert.equal(await workbench.offers("Maintenance Mode: Enable…"), false);
    await workbench.status.click();
    await workbench.quickInput.waitOpen(/not trusted/);
    await workbench.quickInput.escape();
  });
});
