import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dashboardAnswer, dashboardVariables } from '../../../components/client/dashboard.js';
import { DASHBOARD_DOCUMENT } from '../../../components/client/dashboard-document.js';
import { DASHBOARD_HASH } from '../../../components/client/dashboard-hash.js';

const placed = {
  slug: 'transactions-by-channel',
  title: 'By channel',
  period: 'ROLLING_YEAR',
  from: null,
  to: null,
  last: 8,
  by: 'channel',
  top: null,
  compareTo: 'PREVIOUS_YEAR',
  chart: 'STACKED',
  view: null,
  size: 'HALF',
  metric: { key: 'transactions' },
  subject: { kind: 'SERVICE', slug: 'one' },
};
const dashboard = {
  slug: null,
  title: 'One',
  description: '',
  pageUrl: 'https://example.org/services/one',
  sections: [{ title: 'Use', parts: [{ text: 'Read this.', size: null }, placed] }],
};

describe('the question of a dashboard', () => {
  it('has the hash of its text', () => {
    expect(DASHBOARD_HASH).toBe(createHash('sha256').update(DASHBOARD_DOCUMENT).digest('hex'));
  });

  it('names one dashboard or subject', () => {
    expect(dashboardVariables({ service: 'one' }, 'en')).toEqual({ value: { slug: 'one', service: true } });
    expect(dashboardVariables({ portfolio: true }, 'cy')).toEqual({
      value: { slug: '', portfolio: true, lang: 'cy' },
    });
    expect(dashboardVariables({}, 'en')).toEqual({ value: null });
    expect(dashboardVariables({ dashboard: 'a', group: 'b' }, 'en').error).toMatchObject({
      argument: 'group',
      message: 'Has both dashboard and group.',
    });
  });

  it('lets a module of a dashboard that nobody made say all that it asks for', () => {
    const { value } = dashboardAnswer({ service: { dashboard } })!;
    expect(value?.sections).toEqual([
      {
        title: 'Use',
        parts: [
          { words: null, text: 'Read this.', size: '' },
          {
            title: 'By channel',
            view: '',
            size: 'half',
            words: {
              service: 'one',
              metric: 'transactions',
              period: 'rolling-year',
              last: 8,
              by: 'channel',
              compareTo: 'previous-year',
              chart: 'stacked',
            },
          },
        ],
      },
    ]);
  });

  it('names a stored module, whose title and chart the server knows', () => {
    const { value } = dashboardAnswer({ dashboard: { ...dashboard, slug: 'board' } })!;
    expect(value?.sections[0]?.parts.slice(1)).toEqual([
      {
        title: null,
        view: '',
        size: 'half',
        words: { dashboard: 'board', module: 'transactions-by-channel' },
      },
    ]);
  });

  it('says what is not there', () => {
    expect(dashboardAnswer({ service: null })?.error).toMatchObject({ argument: 'service' });
    expect(dashboardAnswer({})).toBeUndefined();
  });
});
