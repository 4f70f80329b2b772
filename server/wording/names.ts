/** What subjects are called. */
import { textIn, type Language } from '../metrics/definitions.js';
import type { Subject } from '../store/subject.js';

const PORTFOLIO_NAME: Record<Language, string> = { en: 'All services', cy: 'Pob gwasanaeth' };

export function nameOf(subject: Subject, lang: Language): string {
  switch (subject.kind) {
    case 'SERVICE':
      return textIn(subject.service.texts.name, lang);
    case 'ORGANISATION':
      return textIn(subject.organisation.texts.name, lang);
    case 'GROUP':
      return textIn(subject.group.texts.name, lang);
    default:
      return PORTFOLIO_NAME[lang];
  }
}
