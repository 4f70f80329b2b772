/** What somebody may make dashboards about, and for whom. */
import type { Reach } from '../../authoring/reach.js';
import { typeOf } from '../../metrics/subject-kinds.js';
import { textIn } from '../../metrics/definitions.js';
import type { Subject } from '../../store/subject.js';
import { serviceSubject } from '../../store/subject.js';
import type { Option } from '../frame/fields.js';
import type { BuildQuestion } from './answers.js';

/** Organisations, groups and services, each by slug. */
export function reachedSubjects({ reading }: Pick<BuildQuestion, 'reading'>, reach: Reach): Subject[] {
  const { catalogue } = reading;
  const all = [
    catalogue.portfolio(),
    ...catalogue.organisations.map((each) => catalogue.organisationSubject(each)),
    ...catalogue.groups.map((each) => catalogue.groupSubject(each)),
    ...catalogue.services.map(serviceSubject),
  ];
  return all.filter(({ kind, slug }) => reach.hasSubject({ type: typeOf(kind), slug }));
}

/** The organisations that a dashboard may belong to; nobody only where everything is reached. */
export function ownerOptions({ reading }: Pick<BuildQuestion, 'reading'>, reach: Reach): Option[] {
  const reached = reading.catalogue.organisations.filter(({ slug }) => reach.hasOrganisation(slug));
  return [
    { value: '', text: 'No organisation' },
    ...reached.map(({ slug, texts }) => ({ value: slug, text: textIn(texts.name, 'en') })),
  ];
}

/** Whose a new dashboard is, as long as nobody says otherwise: that of its subject, where it is reached. */
export function ownerFor(
  subject: Subject,
  { reading }: Pick<BuildQuestion, 'reading'>,
  reach: Reach,
): string | undefined {
  const { catalogue } = reading;
  const [first] = subject.services;
  const organisation =
    subject.kind === 'ORGANISATION'
      ? subject.organisation
      : subject.kind === 'PORTFOLIO' || !first
        ? undefined
        : catalogue.organisation(first.organisationId);
  return organisation && reach.hasOrganisation(organisation.slug) ? organisation.slug : undefined;
}
