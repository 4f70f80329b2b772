/** What is wrong with a draft, beside the fields that it is about. */
import type { AuthoringProblem } from '../../authoring/problems.js';
import { AppError } from '../../errors.js';
import { factsOf, STORED_WORDS, writtenName } from '../../modules/request-words.js';
import { formatCount, lowerFirst, upperFirst } from '../../wording/phrases.js';
import { type Draft, welsh } from './draft.js';
import { moduleId, sectionId } from './actions.js';
import { fieldLabel, sectionLabel } from './labels.js';

/** The ids of fields: labels and links name them. */
export const fieldIds = {
  dashboard: (word: string): string => `dashboard-${word}`,
  section: (at: number, word: string): string => `${sectionId(at)}-${word}`,
  module: (slug: string, word: string): string => `${moduleId(slug)}-${word}`,
};

export interface FieldProblem {
  /** The id of the field; of what has none, of the part. */
  id: string;
  /** What the field is called. */
  label?: string;
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

/** What is wrong, after the name of the field: where it does not stand beside it. */
export const labelledProblem = ({ label, message }: FieldProblem): string =>
  label === undefined ? message : `${label}: ${lowerFirst(message)}`;

const youWrote = (value: string | undefined): string =>
  value === undefined ? '' : ` (you wrote “${value}”)`;

/** What a number has to be; undefined where it is one, or something else is wrong. */
function numberText(key: string, { message, value }: AuthoringProblem): string | undefined {
  const word = STORED_WORDS.find((each) => writtenName(each) === key);
  const { kind, most } = word ? factsOf(word) : {};
  if (kind === 'count' && most !== undefined) {
    const isOne = Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= most;
    return isOne ? undefined : `A whole number from 1 to ${formatCount(most, 'en')}${youWrote(value)}.`;
  }
  return message.endsWith('is not a plain number') ? `A number, in digits${youWrote(value)}.` : undefined;
}

/** What is wrong, what was probably meant and what is allowed, without the name of the key that it stands beside. */
export function problemText(problem: AuthoringProblem): string {
  const { path, message, allowed, nearest } = problem;
  const key = path.split('.').at(-1) ?? '';
  const number = numberText(key, problem);
  if (number !== undefined) return number;
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
    if (first !== 'sections') {
      const name = wordOf(first || 'title', at);
      return { id: fieldIds.dashboard(name), label: fieldLabel('dashboard', name), message };
    }
    if (at === undefined) return { id: 'sections', message };
    const section = Number(at);
    if (second !== 'modules') {
      const label = sectionLabel(section);
      return { id: fieldIds.section(section, wordOf(second ?? 'title', index)), label, message };
    }
    if (index === undefined) return { id: sectionId(section), message };
    const module = draft.sections[section]?.modules[Number(index)];
    if (!module) return { id: sectionId(section), message };
    if (word === undefined) return { id: moduleId(module.slug), module: module.slug, message };
    const name = wordOf(word, language);
    const label = fieldLabel('module', name);
    return { id: fieldIds.module(module.slug, name), label, module: module.slug, message };
  });
}
