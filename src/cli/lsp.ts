/** `maintenance-mode lsp`: the language server, for every editor that can start a program. */
import type { Command } from "commander";
import type { Io } from "./io";

export function addLspCommand(program: Command, io: Io): void {
  program
    .command("lsp")
    .description("The language server, for editors: problems, completion, hover and fixes while you type")
    .requiredOption("--stdio", "talk over standard input and output, the one way there is")
    .addHelpText(
      "after",
      `
How to set up Neovim, Helix, Emacs, Zed, Sublime Text and JetBrains IDEs: docs/editors.md

Example:
  maintenance-mode lsp --stdio`,
    )
    .action(async () => {
      // Loaded only here: no other command needs it.
      const [{ createConnection, ProposedFeatures }, { nodePorts }, { serve }] = await Promise.all([
        import("vscode-languageserver/node"),
        import("../lsp/ports"),
        import("../lsp/server"),
      ]);
      serve(createConnection(ProposedFeatures.all, io.stdin, io.stdout), { ...nodePorts, now: io.now });
      await new Promise((resolve) => io.stdin.once("close", resolve));
    });
}
