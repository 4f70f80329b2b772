/**
 * What one data set says of a window, by the rules in words and another way than the engine: no plans, no content, no
 * memory; rows in, one answer out.
 */
import type { ValueStatus } from '../../../../server/metrics/status.js';
import type { Fact, Sent } from '../../../support/random-deliveries.js';

export interface Said {
  /** A number, or why there is none. */
  is: number | ValueStatus;
  isEarly: boolean;
  /** Parts sum to more than their total. */
  isOver: boolean;
  /** It is not known how the window is divided. */
  isUndivided?: boolean;
  /** There is no such part of a window that has others. */
  isNothing?: boolean;
  /** Nobody says anything of it: it may be in another part. */
  isUnheard?: boolean;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The standard parts of a window of 2014. */
function partsOf(window: string): string[] {
  const [period, start] = window.split(' ');
  const first = Number(start.slice(5, 7));
  const months = (period === 'year' ? [0, 3, 6, 9] : [0, 1, 2]).map((more) => `2014-${two(first + more)}-01`);
  if (period === 'year') return months.map((month) => `quarter ${month}`);
  if (period === 'quarter') return months.map((month) => `month ${month}`);
  if (period !== 'month') return [];
  const days = new Date(Date.UTC(2014, first, 0)).getUTCDate();
  return Array.from({ length: days }, (_, day) => `day ${start.slice(0, 8)}${two(day + 1)}`);
}

export class Reference {
  readonly #facts = new Map<string, Fact[]>();
  readonly #something = new Map<string, boolean>();

  constructor(readonly sent: Sent) {
    for (const fact of sent.facts) {
      this.#facts.set(fact.window, [...(this.#facts.get(fact.window) ?? []), fact]);
    }
  }

  /** Its own rows, else its parts if one of them has something. */
  divided<T>(window: string, own: (facts: Fact[]) => T, whole: (parts: string[]) => T, nothing: T): T {
    const facts = this.#facts.get(window);
    if (facts) return own(facts);
    return this.#hasSomething(window) ? whole(partsOf(window)) : nothing;
  }

  #hasSomething(window: string): boolean {
    let has = this.#something.get(window);
    if (has === undefined) {
      has = this.#facts.has(window) || partsOf(window).some((part) => this.#hasSomething(part));
      this.#something.set(window, has);
    }
    return has;
  }

  total(window: string): Said {
    return this.divided<Said>(
      window,
      (facts) => {
        const splits = splitsIn(facts).filter((split) => split.some(applies));
        const first = splits[0] ?? facts;
        return { ...summed(first), isOver: isOver(facts) };
      },
      (parts) => this.#together(parts.map((part) => this.total(part))),
      NOT_THERE,
    );
  }

  /** One value of a dimension. */
  part(window: string, dimension: string, value: string): Said {
    return this.divided<Said>(
      window,
      (facts) => {
        const table = tableOf(facts, dimension);
        if (!table) return { ...NOT_THERE, isUndivided: true };
        const over = { isOver: isOver(facts, table.split) };
        const own = table.values.get(value);
        if (own) {
          const said = summed(own);
          if (said.is === 'NOT_APPLICABLE') return { ...said, isNothing: facts.some(applies) };
          return { ...said, ...over };
        }
        if (this.#isMissing(dimension, value)) return NOT_THERE;
        const isUnheard = dimension === 'channel' && this.sent.absentParts !== 'zero';
        return { is: 0, isEarly: false, isUnheard, ...over };
      },
      (parts) => this.#together(parts.map((part) => this.part(part, dimension, value))),
      NOT_THERE,
    );
  }

  /** Whether a value that was not sent is missing: those of closed dimensions, channels only where they are declared. */
  #isMissing(dimension: string, value: string): boolean {
    const { absentParts, declared } = this.sent;
    if (absentParts === 'zero') return false;
    if (['rating', 'state', 'stage'].includes(dimension)) return true;
    return dimension === 'channel' ? Boolean(declared.channel?.includes(value)) : absentParts === 'missing';
  }

  #together(parts: readonly Said[]): Said {
    const counted = parts.filter(({ isNothing }) => !isNothing);
    const flags = {
      isEarly: parts.some(({ isEarly }) => isEarly),
      isOver: parts.some((part) => part.isOver),
    };
    if (counted.length && counted.every(({ is }) => typeof is === 'number')) {
      const sum = counted.reduce((all, { is }) => all + Number(is), 0);
      const is = this.sent.aggregation === 'stock' ? sum / parts.length : sum;
      return { is, ...flags, isUnheard: counted.every(({ isUnheard }) => isUnheard) };
    }
    const reasons = [...new Set(parts.map(({ is }) => is))];
    const isHidden = reasons.includes('SUPPRESSED');
    const one = reasons.length === 1 ? reasons[0] : 'INCOMPLETE';
    return { is: isHidden ? 'SUPPRESSED' : one, ...flags, isNothing: !counted.length };
  }
}

const NOT_THERE: Said = { is: 'NOT_PROVIDED', isEarly: false, isOver: false };

const applies = ({ value }: Fact): boolean => value !== 'NOT_APPLICABLE';

const sizeOf = (names: string): number => (names === '' ? 0 : names.split(',').length);

const namesOf = (fact: Fact): string => Object.keys(fact.dimensions).sort().join();

/** The splits of a window, the smallest first. */
function splitsIn(facts: readonly Fact[]): Fact[][] {
  const names = [...new Set(facts.map(namesOf))].sort((a, b) => sizeOf(a) - sizeOf(b) || (a < b ? -1 : 1));
  return names.map((name) => facts.filter((fact) => namesOf(fact) === name));
}

export interface Table {
  split: string;
  values: ReadonlyMap<string, Fact[]>;
}

/** The rows of the smallest split with a dimension, by its values; null if there is none. */
export function tableOf(facts: readonly Fact[], dimension: string): Table | null {
  const split = splitsIn(facts).find(([first]) => dimension in first.dimensions);
  if (!split) return null;
  const values = new Map<string, Fact[]>();
  for (const fact of split) {
    const value = fact.dimensions[dimension];
    values.set(value, [...(values.get(value) ?? []), fact]);
  }
  return { split: namesOf(split[0]), values };
}

/** What applies of some rows, added. */
export function summed(rows: readonly Fact[]): Said {
  const isEarly = rows.some((row) => row.isEarly);
  const values = rows.filter(applies).map(({ value }) => value);
  const reason =
    values.find((value) => value === 'SUPPRESSED') ?? values.find((value) => typeof value !== 'number');
  const sum = (values as number[]).reduce((all, value) => all + value, 0);
  return { is: values.length ? (reason ?? sum) : 'NOT_APPLICABLE', isEarly, isOver: false };
}

/** Whether a split, or any, sums to more than the total. */
export function isOver(facts: readonly Fact[], name?: string): boolean {
  const splits = splitsIn(facts).filter((split) => split.some(applies));
  if (!splits.length) return false;
  const total = summed(splits[0]).is;
  const others = splitsIn(facts).filter(([first]) => (name === undefined ? true : namesOf(first) === name));
  return (
    typeof total === 'number' &&
    others.some(
      (split) =>
        split.reduce((sum, { value }) => sum + (typeof value === 'number' ? value : 0), 0) > total + 1e-6,
    )
  );
}
