/** Tables in which people stand, and those that only look a little so. */
import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '../../../../server/ingest/sheets/files/read-table.js';
import { looksPersonal, personalWords } from '../../../../server/ingest/sheets/personal/personal-data.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';

const kinds = (rows: readonly (readonly TableCell[])[]): string[] =>
  looksPersonal({ rows }).map(({ letters, kind }) => `${letters} ${kind}`);
const column = (...cells: TableCell[]): TableCell[][] => cells.map((cell) => ['2026-01-01', cell]);

describe('columns of people', () => {
  test.each([
    ['e-mail addresses', ['Contact', 'ada@example.org', 'Grace <grace@example.com>']],
    ['National Insurance numbers', ['Reference', 'QQ 12 34 56 C'.replace('QQ', 'AB'), 'x']],
    ['National Insurance numbers', ['Notes', 'their number is ab123456c, they said', 'x']],
    ['phone numbers', ['Called from', '07700 900123', '+44 20 7946 0958', '(0161) 496 0123']],
    ['postcodes', ['Place', 'SW1A 1AA', 'M1 1AE', 'EC1A 1BB']],
    ['postcodes', ['Place', '1 High Street, Leeds LS1 4AP', '2 Low Road, York YO1 7HH']],
    ['names of people', ['Case', 'Amanda Smith', 'John O’Neill', 'Mary Jones', 'Sarah de Vere', 'Mr Patel']],
    ['names of people', ['First name', 'Zbigniew', 'Ngozi']],
    ['names of people', ['Applicant name', 'Nowak Z']],
    ['names of people', ['Name', 'Smith, John']],
    ['names of people', ['Agent', 'SMITH, John', 'Patel, Sarah', 'O’Neill, Mary']],
    ['names of people', ['Agent', 'Jack Hill', 'Amanda Smith', 'Mary Jones', 'John Park', 'Sarah West']],
    ['phone numbers', ['Mobile', 7700900123, 7700900456]],
    ['phone numbers', ['Telephone', '7700 900123', 2079460958, 0]],
    ['phone numbers', ['Contact number', 447700900123, 1614960123]],
    ['dates of birth', ['Date of birth', '1990-02-01', '1985-01-03']],
  ])('%s', (kind, cells) => expect(kinds(column(...cells))).toEqual([`B ${kind}`]));

  test('what is said names the column and never what stands there', () => {
    const [found] = looksPersonal({ rows: column('Contact', 'ada@example.org', 'grace@example.com') });
    expect(personalWords(found)).toBe(
      'Column B (“Contact”) looks like e-mail addresses (in 2 rows): take it out and send the file again. Nothing of it was stored',
    );
    const [bare] = looksPersonal({ rows: column('ada@example.org', 'grace@example.com') });
    expect(JSON.stringify(bare)).not.toContain('@');
  });
});

describe('what passes', () => {
  test.each([
    ['channels', ['Channel', 'Telephone', 'Face to face', 'Post', 'E-mail']],
    ['counts under a channel', ['Telephone', 207946095, 7700900123, 161496012]],
    ['counts of anything', ['Transactions', 2079460958, 7700900123, 1614960123]],
    ['places', ['Team', 'Victoria Line', 'Florence Park', 'Ross Road', 'Lewis Street']],
    ['services', ['Service', 'Renew a permit', 'Report a Fault', 'Carer’s Allowance', 'Grant Probate']],
    [
      'organisations',
      ['Name', 'Home Office', 'Charity Commission', 'Companies House', 'Royal Mint', 'Young Lives'],
    ],
    ['slugs', ['slug', 'renew-a-permit', 'sw1a-1aa', 'p45', 'sa100', 'ab-123456-c']],
    [
      'addresses of pages',
      ['page', '/apply/ab123456', 'https://www.gov.uk/renew?x=07700900123', '/contact@home'],
    ],
    ['one contact in a note', ['Figures', 'Contact: statistics@example.gov.uk', 'Renew a permit']],
    ['help lines', ['Line', '0300 123 1000', '0808 157 0192', '0345 300 3900']],
    ['dates and numbers', ['Month', '01/02/2026', '2026-03-01', '1,234', '020', '0.123', '1 234 567 890']],
    ['measures', ['Measure', 'starts', 'completions', 'time-to-complete', '+Inf']],
    ['versions and references', ['Version', 'E1 2', 'W1', 'B2 1', 'N1 1', 'AB12 3']],
    ['places', ['Court', 'Oxford', 'Kent', 'Devon', 'Lincoln Crown Court', 'Chelmsford']],
  ])('%s', (_, cells) => expect(kinds(column(...cells))).toEqual([]));
});

test('what is known as a value or a service is no person', () => {
  const rows = column('Ward', 'Florence Nightingale', 'Mary Seacole', 'Elizabeth Garrett');
  expect(kinds(rows)).toEqual(['B names of people']);
  expect(looksPersonal({ rows }, () => true)).toEqual([]);
  expect(personalWords(looksPersonal({ rows })[0])).toContain(
    'or declare them as values of the data set first if they are no people',
  );
});

const FOLDER = join(__dirname, '../../../../../shared/data/government-services');
const isThere = existsSync(FOLDER);
if (!isThere) console.warn(`Skipped: there is no ${FOLDER}`);

(isThere ? test : test.skip).each(['organisations', 'services', 'data-sets', 'measurements'])(
  'the published %s of government services pass',
  async (name) => {
    const table = await readTable(`${name}.csv`, readFileSync(join(FOLDER, `${name}.csv`)));
    expect(looksPersonal(table)).toEqual([]);
  },
);
