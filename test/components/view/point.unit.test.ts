import { describe, expect, it } from '@jest/globals';
import type { ModuleData } from '../../../components/formatting/types.js';
import { moduleView } from '../../../components/view/module-view.js';
import { pointView } from '../../../components/view/point-view.js';
import * as fixtures from '../fixtures/modules.js';
import { randomFrom } from '../../support/random-figures.js';

const valuesOf = (data: ModuleData, index: number): (string | null)[][] =>
  pointView(data, index, undefined, 'en')!.rows.map(({ label, value, share }) => [label, value, share]);

/** With a target from the eleventh window on. */
function targeted(): ModuleData {
  const { series, ...data } = fixtures.takeUp();
  const values = series!.starts.map((_, index) => (index < 10 ? null : 50));
  const target = fixtures.line(values, { key: 'target', label: 'Target', role: 'TARGET' });
  return { ...data, series: { ...series!, lines: [...series!.lines, target] } };
}

describe('a point that is read', () => {
  it('has every line, its comparison, the target and the change', () => {
    const point = pointView(targeted(), 13, undefined, 'en')!;
    expect(point.rows.map(({ role, value }) => [role, value])).toEqual([
      ['PRIMARY', '55.6%'],
      ['COMPARISON', '42.9%'],
      ['TARGET', '50%'],
    ]);
    expect(point).toMatchObject({
      ...{ period: 'February 2014', change: '+12.7 points compared with February 2013', coverage: null },
    });
  });

  it('says in words why there is no value', () => {
    const point = pointView(fixtures.takeUp(), 5, undefined, 'en')!;
    expect(point.rows[0]).toMatchObject({ value: 'Not provided', amount: null });
    expect(point.change).toBeNull();
  });

  it('has the shares of parts that stand on each other', () => {
    const stacked: ModuleData = { ...fixtures.byChannel(), chart: 'STACKED' };
    expect(valuesOf(stacked, 14)).toEqual([
      ['Digital', '14,180', '59.6%'],
      ['Phone', '5,760', '24.2%'],
      ['Paper', '3,860', '16.2%'],
    ]);
    expect(valuesOf({ ...stacked, chart: 'LINE' }, 14).every(([, , share]) => share === null)).toBe(true);
  });

  it('never shows the value of several services without how many they are', () => {
    const { subject, ...data } = fixtures.takeUp();
    const portfolio: ModuleData = { ...data, subject: { ...subject!, kind: 'PORTFOLIO' } };
    expect(pointView(portfolio, 14, undefined, 'en')!.coverage).toMatch(/^Based on \d+ of \d+ services?$/);
  });

  it('has the numbers of the table’s row, at 200 random points', () => {
    const random = randomFrom(7);
    const modules = [targeted(), fixtures.takeUp(), fixtures.byChannel(), fixtures.missingModule()];
    for (let round = 0; round < 200; round += 1) {
      const data = modules[Math.floor(random() * modules.length)]!;
      const index = Math.floor(random() * data.series!.starts.length);
      const { rows, period } = pointView(data, index, undefined, 'en')!;
      const row = moduleView(data).table!.rows.find((each) => each.index === index)!;
      expect(row.heading).toBe(period);
      const numbers = row.cells.slice(0, rows.length).map((cell) => cell.replace(/ ?\[.\]/g, ''));
      expect(rows.map(({ value, amount }) => (amount === null ? '' : value))).toEqual(numbers);
    }
  });
});
