/** What is wrong with what somebody wants to have saved: data, and not thrown. */
import type { Hint, Problem } from '../ingest/problems.js';

export interface AuthoringProblem extends Hint {
  /** Where: `definition.sections.0.title`. */
  path: string;
  code: string;
  message: string;
  /** What stands there. */
  value?: string;
}

/** Nothing was changed. */
export interface Refused {
  problems: AuthoringProblem[];
}

export const refused = (path: string, code: string, message: string, hint: Hint = {}): Refused => ({
  problems: [{ path, code, message, ...hint }],
});

/** Problems of a document that came as `field` of the input. */
export const problemsOf = (problems: readonly Problem[], field: string): AuthoringProblem[] =>
  problems.map(({ path = '', code, message, value, allowed, nearest }) => ({
    path: [field, path].filter(Boolean).join('.'),
    ...{ code, message },
    ...(value !== undefined && { value }),
    ...(allowed && { allowed }),
    ...(nearest !== undefined && { nearest }),
  }));
