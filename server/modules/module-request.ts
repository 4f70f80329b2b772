/** What elements and pages ask of a module. */
import type { SubjectType } from '../metrics/subject-kinds.js';
import { typeOf } from '../metrics/subject-kinds.js';
import type { Subject } from '../store/subject.js';
import {
  ASKED_WORDS,
  DRAWN_WORDS,
  factsOf,
  type AskedWord,
  type DrawnWord,
  type QueryWord,
  type WordValues,
} from './request-words.js';

/** One module as elements and pages ask for it. Starts, days and instants are texts that are checked when it is answered. */
export type ModuleRequest = WordValues<AskedWord>;

type RangeWord = Exclude<AskedWord & QueryWord, DrawnWord>;
const REPEATED_WORDS = ASKED_WORDS.filter(
  (name): name is RangeWord => factsOf(name).address === 'query' && !factsOf(name).isDrawn,
);

/** What a request says about range and split: the part of a module's address after its path. */
export type ModuleRange = WordValues<RangeWord>;

/** The part of a request that a module's address repeats. */
export const moduleRangeOf = (request: ModuleRequest): ModuleRange =>
  Object.fromEntries(REPEATED_WORDS.map((name) => [name, request[name]]));

/** The part of a request that is for the drawing. */
export const drawnWordsOf = (request: ModuleRequest): WordValues<DrawnWord> =>
  Object.fromEntries(DRAWN_WORDS.map((name) => [name, request[name]]));

/** The words that name a subject. */
export const subjectWords = ({ kind, slug }: Pick<Subject, 'kind' | 'slug'>): WordValues<SubjectType> =>
  kind === 'PORTFOLIO' ? { portfolio: true } : { [typeOf(kind)]: slug };
