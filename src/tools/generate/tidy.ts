/**
 * Runs inside the generated validators: turns Ajv's list of errors into one error per mistake.
 */

/** What Ajv reports. */
interface RawError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
  /** The name of the property, for an error about a name. */
  propertyName?: string;
}

interface Validator {
  (value: unknown): boolean;
  errors?: RawError[] | null;
}

/** Lets Ajv's validator check a value for `door`, the exported validator, which keeps the tidy errors. */
export function check(door: Validator, raw: Validator, value: unknown): boolean {
  const valid = raw(value);
  door.errors = valid ? null : tidy(raw.errors ?? []);
  return valid;
}

/** An `if` only repeats its `then`; an `anyOf` sums its branches up, and `propertyNames` the rule for a name. */
function tidy(errors: RawError[]): RawError[] {
  const sums = new Map<string, RawError[]>();
  for (const error of errors) {
    if (error.keyword !== "anyOf" && error.keyword !== "propertyNames") continue;
    sums.set(placeOf(error), [...(sums.get(placeOf(error)) ?? []), error]);
  }
  return errors.filter((error) => {
    if (error.keyword === "if") return false;
    const sum = sums
      .get(placeOf(error))
      ?.find((other) => error.schemaPath.startsWith(`${other.schemaPath}/`));
    if (sum?.keyword === "propertyNames") sum.message = error.message;
    return sum === undefined;
  });
}

/** What an error is about: the node, and for a name the name. An error and the sum that it is part of are about the same. */
function placeOf({ instancePath, propertyName, keyword, params }: RawError): string {
  const name = propertyName ?? (keyword === "propertyNames" ? String(params.propertyName) : undefined);
  return name === undefined ? instancePath : `${instancePath} ${name}`;
}
