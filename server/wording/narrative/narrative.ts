/** The sentences a person needs who cannot see the chart: visible text, the picture's `<desc>`, the email's line. */
import { describeChange } from '../../../components/formatting/changes.js';
import { formatCoverage, formatShare } from '../../../components/formatting/coverage.js';
import { quantity } from '../../../components/formatting/numbers.js';
import type { Verdict } from '../../../components/formatting/types.js';
import { fill, formFor, type Forms } from '../../../components/formatting/words.js';
import { hasVerdict, rulesOf } from '../../metrics/figure.js';
import type { Narrated, NarratedContext, NarratedFigure } from './narrated.js';
import { partsClause } from './part-clauses.js';
import { formatCount, inPeriod, lowerFirst, tidy, upperFirst } from '../phrases.js';
import { formatReason } from '../reasons.js';
import { sentencesOf } from '../sentences.js';
import { scaleWords } from './score-scale.js';
import { extremesSentence, gapsSentence, newestSentence, sameServicesSentence } from './span-sentences.js';
import { weaknessSentence } from './weaknesses.js';

const LIMIT = 3;

/** The words before "per", "for", "of", "to", "now" …: "was" or "were" must agree with the last of them. */
const HEAD = /^(.*?)(?: (?:per|of|for|by|to|in|with|within|who|that|now)\b|[,:(]|$)/i;

const isPlural = (label: string): boolean => /[^siu]s$/i.test((HEAD.exec(label)?.[1] ?? '').trim());

/** Whether better, worse and a target's being met are told. */
const isJudged = ({ subject, metric }: NarratedContext): boolean =>
  hasVerdict(metric, subject.kind === 'SERVICE' ? 'service' : 'portfolio');

/** A sentence whose subject is the metric of the subject. */
function about(forms: Forms, values: Record<string, string>, { label, subject }: NarratedContext): string {
  const metric = upperFirst(tidy(label));
  const name = tidy(subject.name);
  const template = isPlural(metric) ? forms.other : (forms.one ?? forms.other);
  return fill(template, {
    ...values,
    label: metric,
    name: subject.kind === 'PORTFOLIO' ? lowerFirst(name) : name,
  });
}

/** A portfolio's figure never stands without its coverage, a rating never without its responses. */
function latestSentence(figure: NarratedFigure, series: Narrated): string {
  const { context } = series;
  const { subject, metric, lang } = context;
  const { period, coverage, denominator } = figure.answer;
  const sentences = sentencesOf(lang);
  let text = about(sentences.latest, { value: figure.formatted, in: inPeriod(period, lang) }, context);
  if (subject.kind !== 'SERVICE') {
    const options = { kind: subject.kind, period: period.period };
    text += fill(sentences.basedOn, { coverage: formatCoverage(coverage, options, lang) });
    const share = formatShare(coverage.share, lang);
    if (share) text += fill(sentences.carrying, { share });
  }
  const isSample = rulesOf(metric.formula).sampleMinimum !== undefined;
  if (isSample && denominator !== null) text += quantity(sentences.withResponses, denominator, 0, lang);
  const scale = scaleWords(metric.formula, lang);
  if (scale) text += fill(sentences.scoreScale, { ...scale });
  return text + partsClause(figure, series);
}

/** Why the latest figure has no value, in brackets; nothing where that is only that it was not provided. */
function whyMissing({ latest, context: { lang } }: Narrated): string {
  const status = latest?.answer.status ?? 'NOT_PROVIDED';
  const isPlain = status === 'NOT_PROVIDED' || status === 'PROVIDED';
  const why = latest?.reason ?? (isPlain ? '' : lowerFirst(latest!.formatted));
  return why && fill(sentencesOf(lang).why, { why: tidy(why).replace(/\.$/, '') });
}

function verdictWords(verdict: Verdict, context: NarratedContext): string {
  const sentences = sentencesOf(context.lang);
  if (!isJudged(context)) return '';
  if (verdict === 'UNCLEAR') return sentences.unclear;
  return verdict === 'NEUTRAL' ? '' : sentences.verdict[verdict];
}

/** The change over the services that have both values, or why there is none. */
function changeSentence({ answer }: NarratedFigure, { context }: Narrated): string | null {
  const { change, period, coverage } = answer;
  if (!change) return null;
  const { metric, unit, subject, lang } = context;
  const { comparedWith, matched, reason, verdict } = change;
  const options = { metric: metric.key };
  const size = { ...change, unit };
  const text = describeChange(size, options, lang);
  if (!text) return reason && formatReason(reason, { current: period, previous: comparedWith }, lang);
  const none = { ...size, absolute: 0, relative: size.relative === null ? null : 0 };
  const isSame = text === describeChange(none, options, lang);
  const values = { change: text, verdict: isSame ? '' : verdictWords(verdict, context) };
  const sentences = sentencesOf(lang);
  if (subject.kind === 'SERVICE' || !matched || coverage.expected === 1) {
    return fill(isSame ? sentences.unchanged : sentences.changed, values);
  }
  const forms = isSame ? sentences.matchedSame : sentences.matched;
  return fill(formFor(forms, matched.provided, lang), { ...values, n: formatCount(matched.provided, lang) });
}

function targetSentence({ latest, context }: Narrated): string | null {
  const target = latest?.target;
  if (!target || target.met === null || !isJudged(context)) return null;
  const sentences = sentencesOf(context.lang);
  return fill(target.met ? sentences.targetMet : sentences.targetMissed, { target: target.formatted });
}

/** The facts in the order in which they are told until the narrative is full. */
function factsOf(series: Narrated): (() => string | null)[] {
  const { latest, points, context } = series;
  const sentences = sentencesOf(context.lang);
  const weakness = (): string | null => weaknessSentence(series);
  const hasValue = latest !== null && latest.answer.value !== null;
  const why = hasValue ? '' : whyMissing(series);
  if (!hasValue && !points?.some(({ value }) => value !== null)) {
    return [() => about(sentences.noValues, { why }, context), weakness];
  }
  const noValue = ({ answer: { period } }: NarratedFigure): string =>
    about(sentences.noValue, { in: inPeriod(period, context.lang), why }, context);
  const beginning = hasValue
    ? [() => latestSentence(latest, series), () => changeSentence(latest, series)]
    : [() => latest && noValue(latest), () => newestSentence(series)];
  return [
    ...beginning,
    () => sameServicesSentence(series),
    weakness,
    () => targetSentence(series),
    () => extremesSentence(series),
    () => gapsSentence(series),
  ];
}

/**
 * One to three sentences, in this order until full: the latest value with its period; the change or why there is
 * none; what weakens it; target; highest and lowest of the span; gaps.
 */
export function narrativeSentences(series: Narrated): string[] {
  const told: string[] = [];
  for (const fact of factsOf(series)) {
    const sentence = told.length < LIMIT ? fact() : null;
    if (sentence) told.push(sentence.endsWith('.') ? sentence : `${sentence}.`);
  }
  return told;
}

export const formatNarrative = (series: Narrated): string => narrativeSentences(series).join(' ');
