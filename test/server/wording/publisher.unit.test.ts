import { expect, test } from '@jest/globals';
import type { FigureContext } from '../../../server/wording/figure-context.js';
import { publisherData } from '../../../server/wording/publisher.js';

const licenceOf = (...licences: (string | null)[]): string => {
  const context = {
    question: { subject: { kind: 'PORTFOLIO', services: [] } },
    request: { catalogue: { organisation: () => null } },
    dataSets: licences.map((licence) => ({ entity: { licence, contact: null, source: null } })),
    lang: 'en',
  };
  return publisherData(context as unknown as FigureContext, 'OGL').licence;
};

test('the licence is that of the data sets, each named once, of many only some', () => {
  expect(licenceOf()).toBe('OGL');
  expect(licenceOf(null, 'OGL')).toBe('OGL');
  expect(licenceOf('A', 'A')).toBe('A');
  expect(licenceOf('A', 'B', 'A')).toBe('A; B');
  expect(licenceOf(null, 'B')).toBe('OGL; B');
  expect(licenceOf('A', 'B', 'C', 'D', 'E')).toBe('A; B; C; other licences');
});
