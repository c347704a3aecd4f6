/** Approving or rejecting the change that waits for a second person. */
import * as vscode from "vscode";
import { targetText } from "../../core/target";
import { outcomeText } from "../present/outcome";
import { plain } from "../present/plain";
import { type App, lineOf } from "./app";
import { sendAction } from "./send";
import { assureTrust } from "./trust";

/** Shows once more what is being decided, takes an optional reason, and sends the answer. */
export async function answer(app: App, verdict: "approve" | "reject"): Promise<void> {
  if (!(await assureTrust())) return;
  const line = lineOf(app);
  const reading = line?.watch.view().reading;
  const request = reading?.status.request;
  if (line === undefined) return;
  if (reading === undefined || request === undefined) {
    app.border.tell("Nothing is waiting for approval any more.");
    return;
  }
  const what = `${request.action} of ${plain(targetText(request.target))}`;
  const title = `${verdict === "approve" ? "Approve" : "Reject"}: ${what}`;
  const reason = await vscode.window.showInputBox({
    title,
    prompt: `${plain(request.by)} asked for ${what}: ${plain(request.reason)}. Press Enter to ${verdict}; a reason is optional.`,
    ignoreFocusOut: true,
  });
  if (reason === undefined) return;
  const words = reason.trim() === "" ? undefined : reason.trim();
  const { outcome, now } = await sendAction(app, line, {
    title,
    ifMatch: reading.etag,
    send: (options) => line.provider.answerRequest(verdict, words, options),
  });
  const { action, target } = request;
  const text =
    verdict === "approve"
      ? outcomeText(outcome, now, { action, target }, { nowMs: Date.now() })
      : `The ${what} that ${plain(request.by)} asked for was rejected.`;
  app.log.info(text);
  void vscode.window.showInformationMessage(text);
}
