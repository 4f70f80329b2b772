/** Who publishes the data behind a metric. */
import { textIn, type Language } from '../metrics/definitions.js';
import type { PublisherData } from '../../components/formatting/types.js';
import { sharedValue, type FigureContext } from './figure-context.js';

const MANY_PUBLISHERS: Record<Language, string> = {
  en: 'the organisation of each service',
  cy: 'sefydliad pob gwasanaeth',
};

/** @param licence that of data sets that name none */
export function publisherData(
  { question: { subject }, request: { catalogue }, dataSets, lang }: FigureContext,
  licence: string,
): PublisherData {
  const organisations = new Set(subject.services.map(({ organisationId }) => organisationId));
  const [organisation] = [...organisations].map((id) => catalogue.organisation(id));
  const own =
    subject.kind === 'ORGANISATION' ? subject.organisation : organisations.size === 1 ? organisation : null;
  const service = subject.kind === 'SERVICE' ? subject.service : null;
  return {
    name: own ? textIn(own.texts.name, lang) : MANY_PUBLISHERS[lang],
    contact:
      sharedValue(dataSets.map(({ entity }) => entity.contact)) ?? service?.contact ?? own?.contact ?? null,
    licence: sharedValue(dataSets.map(({ entity }) => entity.licence ?? licence)) ?? licence,
    source: sharedValue(dataSets.map(({ entity }) => entity.source)),
  };
}
