/** The sentence that says what came before and after a day. */
import type { BeforeAndAfterData } from '../../../components/formatting/day-types.js';
import { fill } from '../../../components/formatting/words.js';
import { sentencesOf } from '../sentences.js';
import { about, verdictWords } from './about.js';
import type { NarratedContext } from './narrated.js';

/** "Digital take-up for Carer's Allowance was 50% in the 8 weeks before 1 March 2014 and 56% in …". Where both sides are compared. */
export function beforeAndAfterSentence(
  { before, after, formatted, interval, verdict }: BeforeAndAfterData,
  context: NarratedContext,
): string {
  const sentences = sentencesOf(context.lang);
  const text = about(
    sentences.beforeAndAfter,
    {
      before: before!.formatted,
      beforeLabel: before!.label,
      after: after!.formatted,
      afterLabel: after!.label,
      change: formatted,
    },
    context,
  );
  const sure = interval ? fill(sentences.inInterval, { interval: interval.formatted }) : '';
  return text + sure + verdictWords(verdict, context);
}
