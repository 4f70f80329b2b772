/** Sentences whose subject is a metric of somebody, and whether they judge. */
import type { Verdict } from '../../../components/formatting/types.js';
import { fill, type Forms } from '../../../components/formatting/words.js';
import { hasVerdict } from '../../metrics/figure.js';
import { lowerFirst, tidy, upperFirst } from '../phrases.js';
import { sentencesOf } from '../sentences.js';
import type { NarratedContext } from './narrated.js';

/** The words before "per", "for", "of", "to", "now" …: "was" or "were" must agree with the last of them. */
const HEAD = /^(.*?)(?: (?:per|of|for|by|to|in|with|within|who|that|now)\b|[,:(]|$)/i;

const isPlural = (label: string): boolean => /[^siu]s$/i.test((HEAD.exec(label)?.[1] ?? '').trim());

/** Whether better, worse and a target's being met are told. */
export const isJudged = ({ subject, metric }: NarratedContext): boolean =>
  hasVerdict(metric, subject.kind === 'SERVICE' ? 'service' : 'portfolio');

/** A sentence whose subject is the metric of the subject. */
export function about(
  forms: Forms,
  values: Record<string, string>,
  { label, subject }: NarratedContext,
): string {
  const metric = upperFirst(tidy(label));
  const name = tidy(subject.name);
  const template = isPlural(metric) ? forms.other : (forms.one ?? forms.other);
  return fill(template, {
    ...values,
    label: metric,
    name: subject.kind === 'PORTFOLIO' ? lowerFirst(name) : name,
  });
}

/** ", which is better"; empty where nothing is to be said. */
export function verdictWords(verdict: Verdict, context: NarratedContext): string {
  const sentences = sentencesOf(context.lang);
  if (!isJudged(context)) return '';
  if (verdict === 'UNCLEAR') return sentences.unclear;
  return verdict === 'NEUTRAL' ? '' : sentences.verdict[verdict];
}
