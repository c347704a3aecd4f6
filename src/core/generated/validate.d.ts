// Generated from schemas/v1 by `npm run generate`. Do not edit.

/** One mistake: where it is, which rule it breaks, and what is allowed. */
export interface SchemaError {
  /** JSON Pointer to the node. */
  instancePath: string;
  /** Where the broken rule stands, within the type that it belongs to. */
  schemaPath: string;
  keyword: string;
  /** What the keyword is about: missingProperty, additionalProperty, allowedValues, ... */
  params: Record<string, unknown>;
  message: string;
}

/** Says whether a value has the right shape; the mistakes of the last call are in errors. */
export interface SchemaValidator {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}

export const validateDefinition: SchemaValidator;
export const validateRole: SchemaValidator;
export const validateWindow: SchemaValidator;
export const validateAgentGroup: SchemaValidator;
export const validateOverride: SchemaValidator;
export const validateService: SchemaValidator;
export const validateState: SchemaValidator;
export const validateTransition: SchemaValidator;
export const validateAnswer: SchemaValidator;
export const validateRequest: SchemaValidator;
export const validateInFlight: SchemaValidator;
