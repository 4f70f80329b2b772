import { canonicalWord } from '../client/request.js';
import type { RangeChoice } from '../view/picker.js';
import { closestAcross } from './ancestors.js';
import { updateAll } from './connected-elements.js';

/** Attributes of `<perf-dashboard>` by property. */
export const CHOICE_ATTRIBUTES = {
  range: 'range',
  since: 'since',
  until: 'until',
  compareTo: 'compare-to',
  splitOn: 'split-on',
} as const satisfies Record<keyof RangeChoice, string>;

const ATTRIBUTES = Object.entries(CHOICE_ATTRIBUTES) as [keyof RangeChoice, string][];

/** What was last chosen for each `sync` word. */
const shared = new Map<string, RangeChoice>();

/** What the attributes of a tag choose; the tag need not be upgraded yet. */
function choiceOf(tag: Element): RangeChoice {
  const choice: RangeChoice = {};
  for (const [name, attribute] of ATTRIBUTES) {
    const word = tag.getAttribute(attribute) ?? tag.getAttribute(name);
    if (word) choice[name] = canonicalWord(word);
  }
  return choice;
}

/** What its reader chose for an element: in the frame around it, else by its `sync` word. */
export function choiceFor(element: Element & { sync: string }): RangeChoice {
  const frame = closestAcross(element, 'perf-dashboard');
  return (frame ? choiceOf(frame) : shared.get(element.sync)) ?? {};
}

/** Lets all elements ask anew that the choice is for; those with the `sync` word also if they come later. */
export function tellChoice(sync: string, choice: RangeChoice): void {
  if (sync) shared.set(sync, choice);
  updateAll();
}
