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
  const sums = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "propertyNames");
  return errors.filter((error) => {
    if (error.keyword === "if") return false;
    const sum = sums.find((other) => isPart(error, other));
    if (sum?.keyword === "propertyNames") sum.message = error.message;
    return sum === undefined;
  });
}

function isPart(error: RawError, sum: RawError): boolean {
  return error.instancePath === sum.instancePath && error.schemaPath.startsWith(`${sum.schemaPath}/`);
}
