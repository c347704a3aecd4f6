/**
 * A person at VS Code's boxes and notifications. The API shows them but lets no test answer them, so for the time of a
 * test its functions are replaced; whatever was asked and said is kept. Answers are checked as VS Code checks them.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";

type Answer = string | undefined;

export interface Person {
  /** Answers to input boxes, in order; undefined is Escape. */
  types(...answers: Answer[]): void;
  /** Picks from quick picks, in order: the first entry that has this text; undefined is Escape. */
  picks(...answers: Answer[]): void;
  /** Presses this button on the next notification that has it. */
  presses(button: string): void;
  /** Does this while the next box is open. */
  meanwhile(run: () => Promise<unknown>): void;
  /** What the boxes have shown: title, prompt, entries. */
  readonly asked: string[];
  /** What the notifications have said. */
  readonly told: string[];
  /** Why an answer was not accepted; it then counts as Escape. */
  readonly refused: string[];
}

type Window = Record<string, unknown>;

/** A person for each test of the describe block. */
export function usePerson(): Person {
  const window = vscode.window as unknown as Window;
  const names = [
    "showInputBox",
    "showQuickPick",
    "showInformationMessage",
    "showWarningMessage",
    "showErrorMessage",
  ];
  const originals = new Map<string, unknown>();
  let typed: Answer[] = [];
  let picked: Answer[] = [];
  let buttons: string[] = [];
  let between: (() => Promise<unknown>)[] = [];
  const asked: string[] = [];
  const told: string[] = [];
  const refused: string[] = [];
  const unexpected: string[] = [];

  async function showInputBox(options: vscode.InputBoxOptions = {}): Promise<string | undefined> {
    asked.push([options.title, options.prompt].join(" | "));
    await between.shift()?.();
    if (typed.length === 0) unexpected.push(asked.at(-1) ?? "");
    const answer = typed.shift();
    if (answer === undefined) return undefined;
    const problem = await options.validateInput?.(answer);
    const message = typeof problem === "object" ? problem?.message : problem;
    const isError =
      typeof problem !== "object" || problem?.severity === vscode.InputBoxValidationSeverity.Error;
    if (!message || !isError) return answer;
    refused.push(message);
    return undefined;
  }

  async function showQuickPick(
    given: vscode.QuickPickItem[] | Thenable<vscode.QuickPickItem[]>,
    options: vscode.QuickPickOptions = {},
  ): Promise<vscode.QuickPickItem | undefined> {
    const items = await given;
    asked.push([options.title, ...items.map(({ label, detail }) => [label, detail].join(" "))].join(" | "));
    await between.shift()?.();
    if (picked.length === 0) unexpected.push(asked.at(-1) ?? "");
    const answer = picked.shift();
    if (answer === undefined) return undefined;
    const item = items.find(({ label, description, detail }) =>
      [label, description, detail].join(" ").includes(answer),
    );
    if (item === undefined) unexpected.push(`no '${answer}' in ${asked.at(-1) ?? ""}`);
    return item;
  }

  function show(message: string, ...rest: unknown[]): Promise<unknown> {
    told.push(message);
    const button = buttons.find((one) => rest.includes(one));
    buttons = buttons.filter((one) => one !== button);
    return Promise.resolve(button);
  }

  beforeEach(() => {
    [typed, picked, buttons, between] = [[], [], [], []];
    for (const list of [asked, told, refused, unexpected]) list.length = 0;
    for (const name of names) originals.set(name, window[name]);
    Object.assign(window, { showInputBox, showQuickPick });
    Object.assign(window, { showInformationMessage: show, showWarningMessage: show, showErrorMessage: show });
  });
  afterEach(function () {
    for (const [name, original] of originals) window[name] = original;
    if (this.currentTest?.state === "passed")
      assert.deepEqual(
        { unexpected, typed, picked, buttons },
        { unexpected: [], typed: [], picked: [], buttons: [] },
      );
  });

  return {
    asked,
    told,
    refused,
    types: (...answers) => typed.push(...answers),
    picks: (...answers) => picked.push(...answers),
    presses: (button) => buttons.push(button),
    meanwhile: (run) => between.push(run),
  };
}

/** Runs a command of ours to its end. */
export async function command(id: string): Promise<void> {
  await vscode.commands.executeCommand(`maintenanceMode.${id}`);
}
