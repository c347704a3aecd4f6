/** Characters by their code, so that the fast reader makes no string to look at one. */
export const tab = 0x09;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const doubleQuote = 0x22;
export const hash = 0x23;
export const singleQuote = 0x27;
export const plus = 0x2b;
export const comma = 0x2c;
export const dash = 0x2d;
export const dot = 0x2e;
export const zero = 0x30;
export const nine = 0x39;
export const colon = 0x3a;
export const openBracket = 0x5b;
export const backslash = 0x5c;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const del = 0x7f;
/** What stands behind the end. */
export const nothing = -1;

export function isQuote(code: number): boolean {
  return code === doubleQuote || code === singleQuote;
}

export function isOpening(code: number): boolean {
  return code === openBracket || code === openBrace;
}

export function isClosing(code: number): boolean {
  return code === closeBracket || code === closeBrace;
}

export function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

/** Whether a character from DEL on may stand in a text: those of characters.ts may not. */
export function isAllowed(text: string, at: number, code: number): boolean {
  if (code < 0xa0) return false;
  if (code < 0xd800) return code !== 0x2028 && code !== 0x2029;
  if (code >= 0xe000) return code !== 0xfeff;
  return code < 0xdc00 ? isHalf(text, at + 1, 0xdc00) : isHalf(text, at - 1, 0xd800);
}

/** Whether a half of a surrogate pair stands there: the first halves begin at D800, the second at DC00. */
function isHalf(text: string, at: number, first: number): boolean {
  const code = text.charCodeAt(at);
  return code >= first && code < first + 0x400;
}
