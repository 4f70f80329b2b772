/** Fields of the API that are made from the table of a request's words. */
import { Field, Int } from 'type-graphql';
import { factsOf, type RequestWord, type WordKind } from '../modules/request-words.js';
import {
  ChartKindEnum,
  ComparisonEnum,
  PeriodEnum,
  RangeEnum,
  ScaleEnum,
  SizeEnum,
  ViewKindEnum,
} from './enums.js';
import { DateTime, PeriodStart } from './scalars.js';

const TYPES = {
  flag: Boolean,
  slug: String,
  text: String,
  language: String,
  count: Int,
  start: PeriodStart,
  day: String,
  instant: DateTime,
  period: PeriodEnum,
  range: RangeEnum,
  comparison: ComparisonEnum,
  chart: ChartKindEnum,
  view: ViewKindEnum,
  scale: ScaleEnum,
  size: SizeEnum,
} satisfies Record<WordKind, unknown>;

/** Declares a field for a word; nobody need ask for it, and not every module has it. */
export function addWordField(type: { prototype: object }, name: RequestWord, description: string): void {
  Field(() => TYPES[factsOf(name).kind], { nullable: true, description })(type.prototype, name);
}
