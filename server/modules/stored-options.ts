/** What a dashboard stores of a module beyond its metric: words of a request, written as attributes write them. */
import type { CheckedOptions } from '../entities/index.js';
import { InputError } from '../errors.js';
import { parseDate } from '../metrics/calendar.js';
import { parseWindow, PERIODS } from '../metrics/periods.js';
import { SUBJECT_TYPES, type SubjectType } from '../metrics/subject-kinds.js';
import {
  CHOICES,
  factsOf,
  STORED_WORDS,
  writtenChoice,
  type REQUEST_WORDS,
  type StoredWord,
  type WordValues,
} from './request-words.js';

/** Another subject than the dashboard's. */
export interface StoredSubject {
  type: SubjectType;
  slug?: string;
}

export type ModuleOptions = { subject?: StoredSubject } & {
  [Name in StoredWord]?: (typeof REQUEST_WORDS)[Name]['kind'] extends 'count'
    ? number
    : (typeof REQUEST_WORDS)[Name]['kind'] extends 'flag'
      ? boolean
      : string;
};

interface ReadOptions {
  /** Null = the dashboard's; undefined = one that is not understood. */
  subject: StoredSubject | null | undefined;
  words: WordValues<StoredWord>;
  /** What is not understood, in words. */
  faults: string[];
}

const choiceOf = <Choice extends string>(choices: readonly Choice[], stored: unknown): Choice | undefined =>
  choices.find((choice) => writtenChoice(choice) === stored);

type OptionValue = string | number | boolean;

/** The value of a word, or undefined where what is stored is none. */
function valueOf(name: StoredWord, options: Readonly<Record<string, unknown>>): OptionValue | undefined {
  const stored = options[name];
  const { kind, most = Infinity } = factsOf(name);
  const choices: readonly string[] | undefined = CHOICES[kind];
  if (choices) return choiceOf(choices, stored);
  if (kind === 'count') {
    const isCount = typeof stored === 'number' && Number.isInteger(stored) && stored >= 1 && stored <= most;
    return isCount ? stored : undefined;
  }
  if (kind === 'flag') return typeof stored === 'boolean' ? stored : undefined;
  if (typeof stored !== 'string' || stored === '') return undefined;
  if (kind === 'day') return parseDate(stored) === null ? undefined : stored;
  if (kind !== 'start') return stored;
  const period = choiceOf(PERIODS, options.period);
  return period && parseWindow(period, stored) ? stored : undefined;
}

function isSubject(stored: unknown): stored is StoredSubject {
  if (typeof stored !== 'object' || stored === null) return false;
  const { type, slug } = stored as Partial<Record<keyof StoredSubject, unknown>>;
  const isKnown = SUBJECT_TYPES.some((known) => known === type);
  return isKnown && (type === 'portfolio' || (typeof slug === 'string' && slug !== ''));
}

/** Reads what is stored. What is not understood is told and left out; absent and undefined options are none. */
export function readStoredOptions(options: Readonly<Record<string, unknown>>): ReadOptions {
  const read: ReadOptions = { subject: null, words: {}, faults: [] };
  const values: Record<string, OptionValue> = {};
  for (const [name, stored] of Object.entries(options)) {
    if (stored === undefined) continue;
    if (name === 'subject') {
      read.subject = isSubject(stored) ? stored : undefined;
      if (!read.subject) read.faults.push(`subject is none: ${JSON.stringify(stored)}`);
      continue;
    }
    const word = STORED_WORDS.find((known) => known === name);
    const value = word && valueOf(word, options);
    if (value !== undefined) values[name] = value;
    else if (word) read.faults.push(`${name} cannot be ${JSON.stringify(stored)}`);
    else read.faults.push(`there is no option ${name}`);
  }
  read.words = values;
  return read;
}

/**
 * The options, to be stored.
 *
 * @throws InputError that names the module, for options that readers would not be shown as they are.
 */
export function checkedOptions(module: string, options: Readonly<Record<string, unknown>>): CheckedOptions {
  const { faults } = readStoredOptions(options);
  if (!faults.length) return options as CheckedOptions;
  throw new InputError(`the module "${module}" cannot be stored: ${faults.join('; ')}`, 422, 'BAD_OPTION');
}
