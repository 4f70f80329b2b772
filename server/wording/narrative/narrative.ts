/** The sentences a person needs who cannot see the chart: visible text, the picture's `<desc>`, the email's line. */
import { describeChange } from '../../../components/formatting/changes.js';
import { formatCoverage, formatShare } from '../../../components/formatting/coverage.js';
import { quantity } from '../../../components/formatting/numbers.js';
import { fill, formFor } from '../../../components/formatting/words.js';
import { rulesOf } from '../../metrics/figure.js';
import { about, isJudged, verdictWords } from './about.js';
import { beforeAndAfterSentence } from './before-and-after-sentence.js';
import type { Narrated, NarratedFigure } from './narrated.js';
import { partsClause } from './part-clauses.js';
import { formatCount, inPeriod, lowerFirst, tidy, upperFirst } from '../phrases.js';
import { formatReason } from '../reasons.js';
import { sentencesOf } from '../sentences.js';
import { scaleWords } from './score-scale.js';
import { extremesSentence, gapsSentence, newestSentence, sameServicesSentence } from './span-sentences.js';
import { weaknessBeside, weaknessSentence } from './weaknesses.js';

const LIMIT = 3;

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
  const { latest, points, context, beforeAndAfter } = series;
  // The other facts weaken, or judge, the figure of one window.
  if (beforeAndAfter?.formatted) {
    return [
      () => beforeAndAfterSentence(beforeAndAfter, context),
      () => extremesSentence(series),
      () => gapsSentence(series),
    ];
  }
  const sentences = sentencesOf(context.lang);
  const weakness = (): string | null => weaknessSentence(series);
  const hasValue = latest !== null && latest.answer.value !== null;
  const why = hasValue ? '' : whyMissing(series);
  if (!hasValue && !points?.values.some((value) => value !== null)) {
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

/** "; the largest part is …": a clause as a sentence of its own. */
const asSentence = (clause: string): string => upperFirst(clause.replace(/^; /, ''));

/** "The change is of the 298 services with a value in both periods". */
function matchedSentence(
  { answer: { change, coverage } }: NarratedFigure,
  { context }: Narrated,
): string | null {
  const matched = change?.matched;
  if (context.subject.kind === 'SERVICE' || !matched || coverage.expected === 1) return null;
  if (change.absolute === null && change.relative === null) return null;
  const { lang } = context;
  const forms = sentencesOf(lang).changeOf;
  return fill(formFor(forms, matched.provided, lang), { n: formatCount(matched.provided, lang) });
}

/** What stands beside a figure adds to it: its value, change, coverage, target, flags and freshness stand there by themselves. */
function addedFacts(series: Narrated): (() => string | null)[] {
  const { latest, context, beforeAndAfter } = series;
  const spanFacts = [() => extremesSentence(series), () => gapsSentence(series)];
  if (beforeAndAfter?.formatted) return spanFacts;
  const hasValue = latest !== null && latest.answer.value !== null;
  const scale = scaleWords(context.metric.formula, context.lang);
  const why = (): string | null => (latest?.reason ? upperFirst(tidy(latest.reason)) : null);
  if (!hasValue && !series.points?.values.some((value) => value !== null)) return [why];
  return [
    ...(hasValue
      ? [
          () => asSentence(partsClause(latest, series)),
          () => scale && asSentence(fill(sentencesOf(context.lang).scoreScale, { ...scale })),
          () => matchedSentence(latest, series),
        ]
      : [why, () => newestSentence(series)]),
    () => sameServicesSentence(series),
    () => weaknessBeside(series),
    ...spanFacts,
  ];
}

function told(facts: readonly (() => string | null)[]): string[] {
  const sentences: string[] = [];
  for (const fact of facts) {
    const sentence = sentences.length < LIMIT ? fact() : null;
    if (sentence) sentences.push(sentence.endsWith('.') ? sentence : `${sentence}.`);
  }
  return sentences;
}

/** At most three sentences that say what the lines beside a figure do not; empty where there is nothing more. */
export const formatSummary = (series: Narrated): string => told(addedFacts(series)).join(' ');

/**
 * One to three sentences, in this order until full: the latest value with its period; the change or why there is
 * none; what weakens it; target; highest and lowest of the span; gaps.
 */
export const narrativeSentences = (series: Narrated): string[] => told(factsOf(series));

export const formatNarrative = (series: Narrated): string => narrativeSentences(series).join(' ');
