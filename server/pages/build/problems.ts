/** What is wrong with a draft, beside the fields that it is about. */
import type { AuthoringProblem } from '../../authoring/problems.js';
import { AppError } from '../../errors.js';
import { upperFirst } from '../../wording/phrases.js';
import { type Draft, welsh } from './draft.js';
import { moduleId, sectionId } from './actions.js';

/** The ids of fields: labels and links name them. */
export const fieldIds = {
  dashboard: (word: string): string => `dashboard-${word}`,
  section: (at: number, word: string): string => `${sectionId(at)}-${word}`,
  module: (slug: string, word: string): string => `${moduleId(slug)}-${word}`,
};

export interface FieldProblem {
  /** The id of the field; of what has none, of the part. */
  id: string;
  /** The slug of the module that it is in. */
  module?: string;
  message: string;
}

const asSentence = (text: string): string => {
  const whole = upperFirst(text);
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
};

/** What somebody may not do, as a sentence. @throws any other error */
export function forbiddenText(error: unknown): string {
  if (!(error instanceof AppError) || error.code !== 'FORBIDDEN') throw error;
  return `${upperFirst(error.message)}.`;
}

/** Few enough to be told. */
const MOST_ALLOWED = 12;

/** What is wrong, what was probably meant and what is allowed, without the name of the key that it stands beside. */
export function problemText({ path, message, allowed, nearest }: AuthoringProblem): string {
  const key = path.split('.').at(-1) ?? '';
  const told = asSentence(message.startsWith(`${key}: `) ? message.slice(key.length + 2) : message);
  const isTold = (word: string): boolean => told.includes(word);
  const meant = nearest !== undefined && !isTold(nearest) ? ` Did you mean ${nearest}?` : '';
  const isList = allowed && allowed.length > 0 && allowed.length <= MOST_ALLOWED && !allowed.every(isTold);
  return `${told}${meant}${isList ? ` It can be ${allowed.join(', ')}.` : ''}`;
}

/** The languages of a text are fields of their own. */
const wordOf = (word: string, language: string | undefined): string =>
  language === 'cy' ? welsh(word) : word;

/** Where each problem is: `definition.sections.0.modules.1.metric` is a field of the second module. */
export function fieldProblems(problems: readonly AuthoringProblem[], draft: Draft): FieldProblem[] {
  return problems.map((problem) => {
    const message = problemText(problem);
    const parts = problem.path.replace(/^definition\.?/, '').split('.');
    const [first = '', at, second, index, word, language] = parts;
    if (first !== 'sections') return { id: fieldIds.dashboard(wordOf(first || 'title', at)), message };
    if (at === undefined) return { id: 'sections', message };
    const section = Number(at);
    if (second !== 'modules')
      return { id: fieldIds.section(section, wordOf(second ?? 'title', index)), message };
    if (index === undefined) return { id: sectionId(section), message };
    const module = draft.sections[section]?.modules[Number(index)];
    if (!module) return { id: sectionId(section), message };
    const id =
      word === undefined ? moduleId(module.slug) : fieldIds.module(module.slug, wordOf(word, language));
    return { id, module: module.slug, message };
  });
}
