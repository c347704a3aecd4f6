/** Which problems have which fixes; the first is the one that is offered first. */
import type { ProblemCode } from "../../core/problem";
import { anotherId, asId, asRule, exchanged, wholeDay, withKey, withParent } from "./keys";
import { asList } from "./lists";
import type { Fixer } from "./scene";
import { addAdministrator, addRole, addSchedule, addService, withoutOverride } from "./sections";
import { asSuggested, named, oneOfTheWords, perhapsNamed, withoutItem, withoutKey } from "./suggested";
import * as syntax from "./syntax";

export const fixes: Partial<Record<ProblemCode, readonly Fixer[]>> = {
  "tab-indentation": [syntax.spaces],
  "bad-indentation": [syntax.realign],
  "unclosed-quote": [syntax.closeQuote],
  "unclosed-bracket": [syntax.closeBracket],
  "missing-colon": [syntax.addColon],
  "missing-comma": [syntax.addComma],
  "colon-in-value": [syntax.quoteValue],
  "unexpected-text": [syntax.quoteOrCut],
  "bad-escape": [syntax.doubleBackslash],
  "reserved-character": [syntax.quoteValue],
  directive: [syntax.withoutLine],
  "duplicate-key": [syntax.oneOfTwoKeys],
  "invisible-space": [syntax.ordinarySpaces],
  "unknown-tag": [syntax.withoutTag],
  "control-character": [asSuggested],
  "byte-order-mark": [asSuggested],
  "unquoted-time": [asSuggested],
  "unquoted-boolean": [asSuggested],
  "unquoted-date": [asSuggested],
  "ambiguous-number": [asSuggested],
  "comment-cuts-text": [syntax.quoteOrSpace],
  "unknown-property": [named, withoutKey],
  "missing-property": [withKey],
  "conflicting-property": [withoutKey],
  "target-gap": [withParent],
  "wrong-type": [asSuggested, asList],
  "unknown-value": [named, oneOfTheWords],
  "unknown-version": [perhapsNamed],
  "malformed-value": [asId],
  "empty-value": [withoutKey],
  "duplicate-item": [withoutItem],
  cron: [asRule],
  "duplicate-id": [anotherId],
  "unknown-role": [named, addRole],
  "unknown-schedule": [named, addSchedule],
  "unknown-service": [named, addService],
  "unknown-agent": [named],
  "unknown-operation": [named],
  "end-before-start": [exchanged],
  "equal-times": [wholeDay],
  "unknown-time-zone": [named],
  "expired-override": [withoutOverride],
  "self-lock-out": [addAdministrator],
};
