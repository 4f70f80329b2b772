/** What publishers say of a module and of its data sets, beside the figure. */
import { describe, expect, it } from '@jest/globals';
import { moduleHtml } from '../../../components/view/module-html.js';
import { moduleView } from '../../../components/view/module-view.js';
import * as fixtures from '../fixtures/modules.js';

describe('what its publisher says', () => {
  it('stands under the heading, with its line breaks', () => {
    const { description } = moduleView(fixtures.takeUp());
    expect(description).toBe('Claims that somebody can follow\nfrom the first page to the last.');
    const html = String(moduleHtml(moduleView(fixtures.takeUp({ description: 'Only <b>online</b>' }))));
    expect(html).toMatch(
      /<\/h2>\s*<p class="perf-description">Only &lt;b&gt;online&lt;\/b&gt;<\/p>\s*<p class="perf-value/,
    );
  });

  it.each([undefined, null, ''])('takes no room where it is %p', (description) => {
    const view = moduleView(fixtures.takeUp({ description }));
    expect(view.description).toBeNull();
    expect(String(moduleHtml(view))).not.toContain('perf-description');
  });

  it('of its data sets is part of the definition, each by its name', () => {
    const about = { measure: 'transactions', label: 'Transactions', source: 'Nowhere to be seen' };
    const dataSets = [
      { ...about, basis: 'Claims received', method: 'Counted by hand.' },
      { ...about, label: 'Cost', basis: null, method: 'From the accounts' },
      { ...about, label: 'Starts', basis: null, method: null },
    ];
    expect(moduleView(fixtures.takeUp({ dataSets })).definition!.paragraphs.slice(-3)).toEqual([
      'Transactions: Claims received',
      'Transactions: Counted by hand.',
      'Cost: From the accounts',
    ]);
    // An older server says nothing of them.
    const { dataSets: _none, ...older } = fixtures.takeUp();
    expect(moduleView(older).definition!.paragraphs.join()).not.toContain('Claims received');
  });
});
