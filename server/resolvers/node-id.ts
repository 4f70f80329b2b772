/** Global ids: what and which, so that they stay the same when a slug changes. */
import type { Catalogue } from '../domain/catalogue.js';
import type { Subject } from '../domain/subject.js';

const encode = (type: string, id: number): string => Buffer.from(`${type}:${id}`).toString('base64url');

export function nodeId(subject: Subject): string {
  switch (subject.kind) {
    case 'SERVICE':
      return encode('Service', subject.service.id);
    case 'ORGANISATION':
      return encode('Organisation', subject.organisation.id);
    case 'GROUP':
      return encode('ServiceGroup', subject.group.id);
    default:
      throw new Error('a portfolio has no id');
  }
}

/** The subject of an id, or undefined: a text that was never an id names nothing. */
export function subjectOfNode(id: string, catalogue: Catalogue): Subject | undefined {
  const match = /^(Service|Organisation|ServiceGroup):(\d+)$/.exec(Buffer.from(id, 'base64url').toString());
  if (!match) return undefined;
  const number = Number(match[2]);
  switch (match[1]) {
    case 'Service': {
      const service = catalogue.serviceById(number);
      return service && catalogue.subject('SERVICE', service.slug);
    }
    case 'Organisation': {
      const organisation = catalogue.organisations.find((one) => one.id === number);
      return organisation && catalogue.organisationSubject(organisation);
    }
    default: {
      const group = catalogue.groups.find((one) => one.id === number);
      return group && catalogue.groupSubject(group);
    }
  }
}
