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

/**
 * An `if` only repeats its `then`; an `anyOf` sums its branches up, and `propertyNames` the rule for a name. What is summed
 * up stands before the sum, and there may be very many errors, so that is where it is looked for.
 */
function tidy(errors: RawError[]): RawError[] {
  const dropped = new Set<RawError>();
  errors.forEach((error, index) => {
    if (error.keyword === "if") dropped.add(error);
    else if (error.keyword === "anyOf") {
      // Errors of what lies below the node stand between those of the branches.
      for (let at = index - 1; errors[at]?.instancePath.startsWith(error.instancePath) === true; at--)
        if (isPartOf(errors[at] as RawError, error)) dropped.add(errors[at] as RawError);
    } else if (error.keyword === "propertyNames") {
      const name = String(error.params.propertyName);
      error.message = errors[index - 1]?.message;
      for (let at = index - 1; errors[at]?.propertyName === name; at--) dropped.add(errors[at] as RawError);
    }
  });
  return errors.filter((error) => !dropped.has(error));
}

/** Whether a sum is about the same node, or the same name, and its rule holds the other one's. */
function isPartOf(error: RawError, { schemaPath, instancePath, propertyName }: RawError): boolean {
  return (
    error.instancePath === instancePath &&
    error.propertyName === propertyName &&
    error.schemaPath.startsWith(schemaPath) &&
    error.schemaPath[schemaPath.length] === "/"
  );
}
