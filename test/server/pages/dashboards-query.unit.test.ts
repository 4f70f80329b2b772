import { expect, test } from '@jest/globals';
import type { DashboardFacts } from '../../../server/modules/dashboard.js';
import {
  dashboardsQuery,
  findDashboards,
  PAGE_SIZE,
} from '../../../server/pages/dashboard/dashboards-query.js';
import type { Catalogue } from '../../../server/store/catalogue.js';
import type { Organisation } from '../../../server/store/subject.js';

const organisation = (id: number, name: string, parentId: number | null): Organisation =>
  ({ id, slug: `o${id}`, texts: { name: { en: name } }, parentId }) as unknown as Organisation;

/** 400 agencies below 20 departments. */
const organisations = Array.from({ length: 420 }, (_, at) =>
  organisation(at + 1, at < 20 ? `Department ${at}` : `Agency ${at}`, at < 20 ? null : (at % 20) + 1),
);
const catalogue = {
  organisations,
  children: (id: number) => organisations.filter(({ parentId }) => parentId === id),
} as unknown as Catalogue;

const dashboards = Array.from({ length: 10_000 }, (_, at) => ({
  slug: `d${at}`,
  title: { en: `Board ${at}` },
  owner: at % 500 === 0 ? null : organisations[at % 420],
  subject: {
    kind: at % 2 ? 'SERVICE' : 'GROUP',
    slug: 's',
    name: { en: 'Thing' },
    group: { texts: { name: { en: 'Group' } } },
    service: { texts: { name: { en: 'Service' } } },
  },
})) as unknown as DashboardFacts[];

const find = (words: Record<string, string>): DashboardFacts[] =>
  findDashboards(dashboards, dashboardsQuery(new URLSearchParams(words), catalogue), catalogue);

test('ten thousand are found by owner, with all below it, in the order of owners and titles', () => {
  const all = find({});
  expect(all).toHaveLength(10_000);
  expect(all.at(-1)!.owner).toBeNull();
  expect(all[0]!.owner!.texts.name.en).toBe('Agency 20');
  const titles = all.slice(0, 3).map(({ title }) => Number(title!.en.slice(6)));
  expect(titles).toEqual([...titles].sort((a, b) => a - b));
  const department = find({ owner: 'o1' });
  expect(new Set(department.map(({ owner }) => owner!.parentId))).toEqual(new Set([null, 1]));
  expect(find({ owner: 'o1', about: 'service' })).toHaveLength(
    department.filter(({ subject }) => subject.kind === 'SERVICE').length,
  );
  expect(find({ text: 'board 9999' })).toHaveLength(1);
  expect(PAGE_SIZE).toBeLessThanOrEqual(100);
});

test('names what is wrong', () => {
  expect(() => find({ owner: 'nobody' })).toThrow('there is no organisation "nobody"');
  expect(() => find({ about: 'services' })).toThrow(
    'about must be one of service, group, organisation, portfolio',
  );
  expect(() => find({ page: '0' })).toThrow('page must be a whole number');
});
