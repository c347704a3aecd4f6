/** `maintenance-mode token`: the callers of an endpoint besides its owner. */
import { resolve } from "node:path";
import type { Command } from "commander";
import { StoreError } from "../endpoint/store";
import { createToken, readTokens, revokeToken } from "../endpoint/tokens";
import { CliError } from "./error";
import type { Io } from "./io";

interface CreateOptions {
  data: string;
  name: string;
  role: string[];
  host?: true;
}

export function addTokenCommand(program: Command, io: Io): void {
  const token = program
    .command("token")
    .description("Make, list and revoke the tokens of an endpoint's other callers")
    .addHelpText("after", "\nExample:\n  maintenance-mode token list --data ./state");
  const dataOption = [
    "--data <directory>",
    "the data directory of the endpoint",
    ".maintenance-mode",
  ] as const;

  token
    .command("create")
    .description("Make a token for a person or program; it is printed once and takes effect at once")
    .option(...dataOption)
    .requiredOption("--name <name>", "who it is for; it stands in the history")
    .option(
      "--role <id>",
      "a role of the definition; repeat it for several",
      (id: string, ids: string[]) => [...ids, id],
      [],
    )
    .option("--host", "may report what runs and what has restarted")
    .addHelpText(
      "after",
      "\nExample:\n  maintenance-mode token create --data ./state --name ada --role operator",
    )
    .action((options: CreateOptions) => create(options, io));

  token
    .command("list")
    .description("List the tokens by name, with their roles")
    .option(...dataOption)
    .addHelpText("after", "\nExample:\n  maintenance-mode token list --data ./state")
    .action(({ data }: { data: string }) => {
      for (const { name, roles, host } of readTokens(resolve(io.cwd, data))) {
        io.stdout.write(`${name}  ${[...roles, ...(host ? ["(host)"] : [])].join(", ")}\n`);
      }
    });

  token
    .command("revoke")
    .description("Take a token away; it stops working at once")
    .option(...dataOption)
    .requiredOption("--name <name>", "whose")
    .addHelpText("after", "\nExample:\n  maintenance-mode token revoke --data ./state --name ada")
    .action(({ data, name }: { data: string; name: string }) => {
      if (!revokeToken(resolve(io.cwd, data), name)) throw new CliError(`There is no token named "${name}".`);
      io.stdout.write(`The token of ${name} no longer works.\n`);
    });
}

function create({ data, name, role, host }: CreateOptions, io: Io): void {
  if (!/^[\w.@+-]{1,100}$/.test(name)) {
    throw new CliError("--name is 1 to 100 letters, digits and . @ + - _", 2);
  }
  if (role.length === 0 && host !== true) {
    throw new CliError(
      "Give the token at least one --role, or --host: without either it could only look.",
      2,
    );
  }
  try {
    const token = createToken(resolve(io.cwd, data), { name, roles: role, host: host === true });
    io.stdout.write(`${token}\n`);
  } catch (error) {
    if (error instanceof StoreError) throw new CliError(error.message);
    throw error;
  }
}
