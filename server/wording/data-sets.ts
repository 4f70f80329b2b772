/** What the data sets behind a metric say of themselves: publishers know best what they count, and how. */
import { textIn } from '../metrics/definitions.js';
import type { DataSetData } from '../../components/formatting/types.js';
import type { FigureContext } from './figure-context.js';

/** Of one service, in the order of the metric's inputs. Several services each have their own, so there are none. */
export function dataSetsData({
  question: { subject },
  request: { catalogue },
  dataSets,
  lang,
}: FigureContext): DataSetData[] {
  if (subject.kind !== 'SERVICE') return [];
  return dataSets.map(({ entity: { measureKey: measure, basis, method, source } }) => ({
    measure,
    label: textIn(catalogue.measure(measure)!.texts.label, lang),
    ...{ basis, method, source },
  }));
}
