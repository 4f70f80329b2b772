import { describe, expect, it } from '@jest/globals';
import { COMPARISON_WORDS, RANGE_WORDS } from '../../../components/client/request.js';
import {
  BEFORE_AND_AFTER,
  BETWEEN_DATES,
  choiceQuery,
  pickedChoice,
  pickerHtml,
  pickerView,
  type RangeChoice,
} from '../../../components/view/picker.js';

const picked = (fields: Record<string, string>): RangeChoice => pickedChoice((name) => fields[name]);
const chosenOf = (list: { choices: { value: string; isChosen: boolean }[] }): string[] =>
  list.choices.filter(({ isChosen }) => isChosen).map(({ value }) => value);

describe('the picker', () => {
  it('offers every word that modules understand', () => {
    const { range, compareTo } = pickerView({}, 'en');
    expect(range.choices.map(({ value }) => value)).toEqual(['', ...RANGE_WORDS, BETWEEN_DATES]);
    expect(compareTo.choices.map(({ value }) => value)).toEqual(['', ...COMPARISON_WORDS, BEFORE_AND_AFTER]);
  });

  it('shows what is chosen', () => {
    const named = pickerView({ range: 'all', compareTo: 'none' }, 'en');
    expect([chosenOf(named.range), chosenOf(named.compareTo)]).toEqual([['all'], ['none']]);
    const dated = pickerView({ since: '2025-01-01', splitOn: '2025-06-01' }, 'en');
    expect([chosenOf(dated.range), chosenOf(dated.compareTo)]).toEqual([[BETWEEN_DATES], [BEFORE_AND_AFTER]]);
    expect([dated.since.value, dated.until.value, dated.splitOn.value]).toEqual([
      '2025-01-01',
      '',
      '2025-06-01',
    ]);
    const none = pickerView({}, 'en');
    expect([chosenOf(none.range), chosenOf(none.compareTo)]).toEqual([[''], ['']]);
  });

  it('lets dates count only where they were chosen', () => {
    const dates = { since: '2025-01-01', until: '2025-03-31', 'split-on': '2025-02-01' };
    expect(picked({ range: 'last-3-months', 'compare-to': 'previous-year', ...dates })).toEqual({
      range: 'last-3-months',
      compareTo: 'previous-year',
    });
    expect(picked({ range: BETWEEN_DATES, 'compare-to': BEFORE_AND_AFTER, ...dates })).toEqual({
      since: '2025-01-01',
      until: '2025-03-31',
      splitOn: '2025-02-01',
    });
    // An address without the lists' words.
    expect(picked({ until: ' 2025-03-31 ' })).toEqual({ until: '2025-03-31' });
    expect(picked({ range: '', since: '', until: '', 'compare-to': '', 'split-on': '' })).toEqual({});
    // The engine says what is wrong with a word.
    expect(picked({ range: 'for ever' })).toEqual({ range: 'for ever' });
  });

  it('writes the address that says the same', () => {
    expect(choiceQuery({})).toBe('');
    const choice = { since: '2025-01-01', compareTo: 'previous-year' };
    expect(choiceQuery(choice)).toBe('?since=2025-01-01&compare-to=previous-year');
    expect(pickedChoice((name) => new URLSearchParams(choiceQuery(choice)).get(name))).toEqual(choice);
  });

  it('is a form whose values are escaped', () => {
    const form = String(pickerHtml(pickerView({ since: '"><script>' }, 'en'), '/services/one?x="'));
    expect(form).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(form).toContain('action="/services/one?x=&quot;"');
    expect(form.match(/<(select|input)[^>]* name="[a-z-]+"/g)).toHaveLength(5);
  });
});
