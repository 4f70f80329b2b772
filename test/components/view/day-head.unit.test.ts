/** What a module says of a day before and after which it is compared, and a dashboard of those that are not. */
import { describe, expect, it } from '@jest/globals';
import { moduleHtml } from '../../../components/view/module-html.js';
import { moduleView } from '../../../components/view/module-view.js';
import { notComparedView } from '../../../components/view/not-compared.js';
import { splitOnDay } from '../fixtures/before-and-after.js';
import { takeUp } from '../fixtures/modules.js';

describe('a module that is compared before and after a day', () => {
  const data = splitOnDay();
  const withBreakdown = {
    ...data,
    companions: [{ metric: data.metric!, series: data.series! }],
    breakdown: { metric: data.metric!, chart: 'BAR' as const, series: data.series! },
  };
  const view = moduleView(withBreakdown);

  it('has the value after it as its headline, held against that before', () => {
    expect(view.headline).toEqual({
      ...{ value: '55%', isMissing: false, period: '3 months after 15 December 2013', notes: [] },
    });
    expect(view.change).toEqual({
      text: '+5 points compared with 50% in the 3 months before 15 December 2013',
      ...{ arrow: '▲', verdict: 'BETTER', verdictText: 'Better' },
    });
  });

  it('says how sure that is and what is left out', () => {
    expect(view.notes).toEqual(data.beforeAndAfter!.notes);
    const text = String(moduleHtml(view));
    for (const note of view.notes) expect(text).toContain(note);
  });

  it('shows nothing of one window beside it', () => {
    expect([view.companions, view.breakdown, view.target, view.coverage]).toEqual([[], null, null, null]);
    // A point that is read has its own breakdown.
    const read = moduleView(withBreakdown, { selected: 14 });
    expect(read.breakdown).not.toBeNull();
    expect([read.headline, read.notes, read.companions]).toEqual([view.headline, view.notes, []]);
  });
});

describe('a module that cannot be compared', () => {
  const data = splitOnDay('there are no values');

  it('is shown as if no day had been asked for, and says why', () => {
    const view = moduleView(data);
    expect(view.headline).toEqual(moduleView(takeUp()).headline);
    expect(view.notices).toEqual([
      { kind: 'day', text: 'Not compared before and after 15 December 2013: there are no values.' },
    ]);
  });

  it('leaves that to its dashboard, which says it once', () => {
    expect(moduleView(data, { isInDashboard: true }).notices).toEqual([]);
    const other = { ...splitOnDay('users are counted anew'), title: 'The journey' };
    expect(notComparedView([data, splitOnDay(), takeUp(), other, data], 'en')).toEqual({
      heading: 'Before and after 15 December 2013: figures that cannot be compared',
      items: ['Digital take-up: there are no values', 'The journey: users are counted anew'],
    });
  });

  it('is not told of where all are compared', () => {
    expect(notComparedView([splitOnDay(), takeUp()], 'en')).toBeNull();
    expect(notComparedView([], 'en')).toBeNull();
  });
});
