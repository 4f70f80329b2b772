/** Who publishes the data behind a metric. */
import { textIn, type Language } from '../metrics/definitions.js';
import type { PublisherData } from '../../components/formatting/types.js';
import { sharedValue, type FigureContext } from './figure-context.js';

const MANY_PUBLISHERS: Record<Language, string> = {
  en: 'the organisation of each service',
  cy: 'sefydliad pob gwasanaeth',
};

const OTHER_LICENCES: Record<Language, string> = {
  en: 'other licences',
  cy: 'trwyddedau eraill',
};
/** Maximum number of licences that are named. */
const NAMED_LICENCES = 3;

/** Each licence once: "Open Government Licence v3.0; CC BY 4.0". */
function licencesOf({ dataSets, lang }: FigureContext, usual: string): string {
  const licences = [...new Set(dataSets.map(({ entity }) => entity.licence ?? usual))];
  const named = licences.slice(0, NAMED_LICENCES);
  if (licences.length > NAMED_LICENCES) named.push(OTHER_LICENCES[lang]);
  return named.join('; ') || usual;
}

/** @param licence that of data sets that name none */
export function publisherData(context: FigureContext, licence: string): PublisherData {
  const {
    question: { subject },
    request: { catalogue },
    dataSets,
    lang,
  } = context;
  const organisations = new Set(subject.services.map(({ organisationId }) => organisationId));
  const [organisation] = [...organisations].map((id) => catalogue.organisation(id));
  const own =
    subject.kind === 'ORGANISATION' ? subject.organisation : organisations.size === 1 ? organisation : null;
  const service = subject.kind === 'SERVICE' ? subject.service : null;
  return {
    name: own ? textIn(own.texts.name, lang) : MANY_PUBLISHERS[lang],
    contact:
      sharedValue(dataSets.map(({ entity }) => entity.contact)) ?? service?.contact ?? own?.contact ?? null,
    licence: licencesOf(context, licence),
    source: sharedValue(dataSets.map(({ entity }) => entity.source)),
  };
}
