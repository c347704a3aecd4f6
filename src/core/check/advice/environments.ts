/** An environment that more than one definition is about: an endpoint serves one, and nobody can see which. */
import { type Problem, problem } from "../../problem";
import { listed, quoted } from "../wording";

/** @param places where the others are, in words, such as `this file` or the name of a file */
export function repeatedEnvironment(name: string, places: readonly string[]): Problem {
  return problem("duplicate-environment", {
    path: "/metadata/name",
    at: "value",
    message: `${quoted(name)} is defined elsewhere, too: in ${listed(places)}. Each environment has one definition: rename this one, or remove one of them.`,
  });
}
