/** The border of every command: what fails behind it becomes one notification with a way to the log, never an unhandled error. */
import * as vscode from "vscode";
import { ProviderError } from "../providers/error";

const SHOW_LOG = "Show Log";

export class Border {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Registers a command under `maintenanceMode.`; being cancelled by the user is no failure. */
  command(id: string, run: () => Thenable<unknown>): vscode.Disposable {
    return vscode.commands.registerCommand(`maintenanceMode.${id}`, () => this.guard(run));
  }

  async guard(run: () => Thenable<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.report(error);
    }
  }

  /** Tells the user; does not wait for the notification to be closed. */
  report(error: unknown): void {
    if (error instanceof ProviderError) {
      const { reason, circumstances } = error;
      this.log.warn(
        `${reason}${circumstances.status === undefined ? "" : ` (${circumstances.status})`}: ${error.message}`,
      );
      if (reason !== "cancelled") this.tell(error.message);
    } else {
      this.log.error(error instanceof Error ? error : String(error));
      this.tell("Maintenance Mode: something unexpected went wrong. The log says more.");
    }
  }

  tell(message: string): void {
    void vscode.window.showErrorMessage(message, SHOW_LOG).then((chosen) => {
      if (chosen === SHOW_LOG) this.log.show();
    });
  }
}
