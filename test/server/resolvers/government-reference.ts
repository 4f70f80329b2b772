/**
 * The published figures by another way: no engine, only the rows of measurements.csv and the rules in words. A
 * window of 12 months is the row of that year, else its four quarters.
 */
import { parse } from 'csv-parse/sync';
import { governmentData } from '../../support/api.js';

type Line = Record<string, string>;

export interface Sum {
  value: number | null;
  provided: number;
}

/** The values of a year or quarter by channel. */
type Part = Map<string, number>;

interface DataSet {
  isStock: boolean;
  rows: Map<string, Part>;
}

const sum = (values: Iterable<number>): number => [...values].reduce((all, value) => all + value, 0);

/** The starts of the four quarters from `start`. */
function quarters(start: string): string[] {
  const [year, month] = start.split('-').map(Number);
  return [0, 3, 6, 9].map((months) => {
    const at = month - 1 + months;
    return `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
  });
}

export class GovernmentReference {
  /** By service and measure. */
  readonly #dataSets = new Map<string, DataSet>();
  readonly #services: Line[];
  readonly #parents: Map<string, string>;

  constructor() {
    const files = governmentData();
    const read = (text: string | undefined): Line[] => parse(text!, { columns: true, bom: true });
    this.#services = read(files.services);
    this.#parents = new Map(read(files.organisations).map(({ slug, parent }) => [slug, parent]));
    for (const { service, measure, aggregation } of read(files['data-sets'])) {
      this.#dataSets.set(`${service} ${measure}`, { isStock: aggregation === 'stock', rows: new Map() });
    }
    for (const { service, measure, period, start, channel, value } of read(files.measurements)) {
      const key = `${service} ${measure}`;
      const dataSet = this.#dataSets.get(key) ?? { isStock: false, rows: new Map<string, Part>() };
      this.#dataSets.set(key, dataSet);
      const part = dataSet.rows.get(`${period} ${start}`) ?? new Map<string, number>();
      dataSet.rows.set(`${period} ${start}`, part.set(channel, Number(value)));
    }
  }

  get organisations(): string[] {
    return [...this.#parents.keys()];
  }

  /** The services of an organisation and all below it; of null, all. */
  servicesOf(organisation: string | null): string[] {
    const isBelow = (slug: string): boolean =>
      slug === organisation || (this.#parents.get(slug) ? isBelow(this.#parents.get(slug)!) : false);
    return this.#services
      .filter((line) => !organisation || isBelow(line.organisation))
      .map(({ slug }) => slug);
  }

  /** What a year consists of, or null where something is missing. */
  #parts(service: string, measure: string, start: string): { parts: Part[]; divisor: number } | null {
    const dataSet = this.#dataSets.get(`${service} ${measure}`);
    const whole = dataSet?.rows.get(`year ${start}`);
    if (whole) return { parts: [whole], divisor: 1 };
    const four = quarters(start).map((quarter) => dataSet?.rows.get(`quarter ${quarter}`));
    if (four.some((part) => !part)) return null;
    return { parts: four as Part[], divisor: dataSet!.isStock ? 4 : 1 };
  }

  #total(service: string, measure: string, start: string): number | null {
    const found = this.#parts(service, measure, start);
    return found && sum(found.parts.map((part) => part.get('') ?? sum(part.values()))) / found.divisor;
  }

  transactions(services: readonly string[], start: string): Sum {
    const values = services.flatMap((service) => this.#total(service, 'transactions', start) ?? []);
    return { value: values.length ? sum(values) : null, provided: values.length };
  }

  costPerTransaction(services: readonly string[], start: string): Sum {
    const pairs = services.flatMap((service) => {
      const cost = this.#total(service, 'cost', start);
      const volume = this.#total(service, 'transactions', start);
      return cost === null || !volume ? [] : [{ cost, volume }];
    });
    const [cost, volume] = [sum(pairs.map((one) => one.cost)), sum(pairs.map((one) => one.volume))];
    return { value: pairs.length ? cost / volume : null, provided: pairs.length };
  }

  /** Parts of which only the total is known count on neither side. */
  takeUp(services: readonly string[], start: string): Sum {
    const pairs = services.flatMap((service) => {
      const found = this.#parts(service, 'transactions', start);
      const known = found?.parts.filter((part) => !part.has('unspecified') && !part.has('')) ?? [];
      const digital = sum(known.map((part) => part.get('digital') ?? 0)) / (found?.divisor ?? 1);
      const all = sum(known.map((part) => sum(part.values()))) / (found?.divisor ?? 1);
      return all > 0 ? [{ digital, all }] : [];
    });
    const [digital, all] = [sum(pairs.map((one) => one.digital)), sum(pairs.map((one) => one.all))];
    return { value: pairs.length ? (100 * digital) / all : null, provided: pairs.length };
  }
}
