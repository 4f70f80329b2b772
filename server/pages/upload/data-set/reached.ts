/** The data set of an address, as far as whoever has signed in may fill it. */
import { InputError } from '../../../errors.js';
import type { DataSetEntry } from '../../../store/catalogue.js';
import type { Service } from '../../../store/subject.js';
import type { SignedInQuestion } from '../answers.js';
import { reachedService } from '../service-reached.js';
import { measureName } from '../words.js';

export interface ReachedDataSet extends DataSetEntry {
  service: Service;
  name: string;
}

/** A data set of an address. @throws InputError (404), in the same words whether it is there or not */
export function reachedDataSet(question: SignedInQuestion): ReachedDataSet {
  const { service, measures } = reachedService(question);
  const { names, reading } = question;
  const entry =
    (measures?.has(names.measure) ?? true) ? reading.catalogue.dataSet(service.id, names.measure) : undefined;
  if (entry) return { ...entry, service, name: measureName(reading.catalogue, names.measure) };
  throw new InputError(`there is no data set “${names.measure}” that you may publish`, 404, 'NOT_FOUND');
}
