/** `maintenance-mode completion`: a script that completes commands, options and their values, made from the commands themselves. */
import { Argument, type Command, type Option } from "commander";
import type { Io } from "./io";

const shells = { bash, zsh, fish };

export function addCompletionCommand(program: Command, io: Io): void {
  program
    .command("completion")
    .description("Print a script that completes commands and options in your shell")
    .addArgument(new Argument("<shell>", "your shell").choices(Object.keys(shells)))
    .addHelpText(
      "after",
      `
Examples:
  source <(maintenance-mode completion bash)      # in ~/.bashrc
  source <(maintenance-mode completion zsh)       # in ~/.zshrc, after compinit
  maintenance-mode completion fish > ~/.config/fish/completions/maintenance-mode.fish`,
    )
    .action((shell: keyof typeof shells) => {
      io.stdout.write(shells[shell](placesOf(program)));
    });
}

/** Where on the command line one can be, and what can follow there. */
interface Place {
  /** The commands that lead there, after the program's name. */
  path: string;
  words: { text: string; about: string }[];
  /** Options that take a value: what can follow them. Without a list it is a file. */
  values: { flags: string[]; choices: readonly string[] | undefined }[];
}

function placesOf(command: Command, path: readonly string[] = []): Place[] {
  const { commands, options, registeredArguments } = command;
  const choices = registeredArguments.flatMap(({ argChoices = [], description }) =>
    argChoices.map((text) => ({ text, about: description })),
  );
  const here: Place = {
    path: path.join(" "),
    words: [
      ...commands.map((one) => ({ text: one.name(), about: one.description() })),
      ...choices,
      ...options.flatMap((option) => flagsOf(option).map((text) => ({ text, about: option.description }))),
      { text: "--help", about: "display help for command" },
    ],
    values: options
      .filter(({ required, optional }) => required || optional)
      .map((option) => ({ flags: flagsOf(option), choices: option.argChoices })),
  };
  return [here, ...commands.flatMap((one) => placesOf(one, [...path, one.name()]))];
}

function flagsOf({ short, long }: Option): string[] {
  return [short, long].filter((flag) => flag !== undefined);
}

/** In single quotes nothing means anything to a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The part that bash and zsh share: finds the place, and with it what can follow; nothing stands for files. */
function following(places: readonly Place[]): string {
  const values = places.flatMap(({ path, values: all }) =>
    all.map(({ flags, choices = [] }) => {
      const patterns = flags.map((flag) => quoted(`${path}|${flag}`)).join("|");
      return `    ${patterns}) _maintenance_mode_found=${quoted(choices.join(" "))}; return ;;`;
    }),
  );
  const words = places.map(({ path, words: all }) => {
    const texts = all.map(({ text }) => text).join(" ");
    return `    ${quoted(path)}) _maintenance_mode_found=${quoted(texts)} ;;`;
  });
  const paths = places.filter(({ path }) => path !== "").map(({ path }) => quoted(path));
  return `_maintenance_mode_following() {
  # First the word before the one to complete, then all between the program and it.
  local previous="$1" place='' word
  shift
  for word in "$@"; do
    case "\${place:+$place }$word" in
    ${paths.join("|")}) place="\${place:+$place }$word" ;;
    esac
  done
  _maintenance_mode_found=''
  case "$place|$previous" in
${values.join("\n")}
  esac
  case "$place" in
${words.join("\n")}
  esac
}
`;
}

function bash(places: readonly Place[]): string {
  return `${following(places)}
_maintenance_mode() {
  local current="\${COMP_WORDS[COMP_CWORD]}" hidden='-*'
  _maintenance_mode_following "\${COMP_WORDS[COMP_CWORD-1]}" "\${COMP_WORDS[@]:1:COMP_CWORD-1}"
  [[ $current == -* ]] && hidden=''
  COMPREPLY=($(compgen -X "$hidden" -W "$_maintenance_mode_found" -- "$current"))
}
complete -o bashdefault -o default -F _maintenance_mode maintenance-mode
`;
}

function zsh(places: readonly Place[]): string {
  return `#compdef maintenance-mode
${following(places)}
_maintenance_mode() {
  local -a found
  _maintenance_mode_following "\${words[CURRENT-1]}" "\${(@)words[2,CURRENT-1]}"
  found=(\${=_maintenance_mode_found})
  [[ $PREFIX == -* ]] || found=(\${found:#-*})
  if (( \${#found} )); then compadd -- "\${found[@]}"; else _files; fi
}
compdef _maintenance_mode maintenance-mode
`;
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, words, values }) => {
    const condition = `-n ${fishQuoted(`__maintenance_mode_at ${fishQuoted(path)}`)}`;
    return words.map(({ text, about }) => {
      const value = values.find(({ flags }) => flags.includes(text));
      const name = text.startsWith("--")
        ? `-l ${text.slice(2)}`
        : text.startsWith("-")
          ? `-s ${text.slice(1)}`
          : `-f -a ${fishQuoted(text)}`;
      const follows =
        value === undefined
          ? ""
          : value.choices === undefined
            ? " -r"
            : ` -x -a ${fishQuoted(value.choices.join(" "))}`;
      return `complete -c maintenance-mode ${condition} ${name}${follows} -d ${fishQuoted(about)}`;
    });
  });
  const paths = places.filter(({ path }) => path !== "").map(({ path }) => fishQuoted(path));
  return `function __maintenance_mode_at
  set -l place ''
  for word in (commandline -opc)[2..-1]
    set -l longer (string trim "$place $word")
    contains -- $longer ${paths.join(" ")}; and set place $longer
  end
  test "$place" = "$argv[1]"
end
${lines.join("\n")}
`;
}

function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
