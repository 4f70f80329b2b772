/** What the data sets behind a metric say of themselves: publishers know best what they count, and how. */
import type { DataSet } from '../entities/index.js';
import { textIn, type Language } from '../metrics/definitions.js';
import type { DataSetData } from '../../components/formatting/types.js';
import type { FigureContext } from './figure-context.js';

/** Each has the words of one language. Its id is no part of it where it is written as JSON. */
class AssembledDataSet implements DataSetData {
  readonly measure: string;
  readonly label: string;
  readonly basis: string | null;
  readonly method: string | null;
  readonly source: string | null;
  readonly #id: string;

  constructor({ id, measureKey, basis, method, source }: DataSet, label: string, lang: Language) {
    this.measure = measureKey;
    this.label = label;
    this.basis = basis;
    this.method = method;
    this.source = source;
    this.#id = `${id}:${lang}`;
  }

  get id(): string {
    return this.#id;
  }
}

/** Of one service, in the order of the metric's inputs. Several services each have their own, so there are none. */
export function dataSetsData({
  question: { subject },
  request: { catalogue },
  dataSets,
  lang,
}: FigureContext): DataSetData[] {
  if (subject.kind !== 'SERVICE') return [];
  return dataSets.map(({ entity }) => {
    const label = textIn(catalogue.measure(entity.measureKey)!.texts.label, lang);
    return new AssembledDataSet(entity, label, lang);
  });
}
