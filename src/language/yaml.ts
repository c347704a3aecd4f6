/**
 * The `yaml` package, loaded when something has to be read that the fast reader leaves to it. Most programs never come to
 * that, and loading it takes as long as checking hundreds of files.
 */
import type * as Yaml from "yaml";

/** Known to Node and to the bundler; this folder has no types of Node, since it runs in browsers, too. */
declare const require: (name: "yaml") => typeof Yaml;

let loaded: typeof Yaml | undefined;

export function yaml(): typeof Yaml {
  return (loaded ??= require("yaml"));
}
