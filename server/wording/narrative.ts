/**
 * The sentences a person needs who cannot see the chart: visible text, the picture's `<desc>`, the email's line.
 * Server only.
 */
import { describeChange } from '../../components/formatting/changes.js';
import { formatCoverage, formatShare } from '../../components/formatting/coverage.js';
import { quantity } from '../../components/formatting/numbers.js';
import { LONDON } from '../../components/formatting/periods.js';
import { partsClause } from './part-clauses.js';
import { formatReason } from './reasons.js';
import { sentencesOf } from './sentences.js';
import { extremesSentence, gapsSentence, newestSentence } from './span-sentences.js';
import {
  isValue,
  lowerFirst,
  tellCount,
  tellPeriod,
  tidy,
  upperFirst,
  type Telling,
} from './narrative-context.js';
import type { NarrativeFigure, NarrativeInput } from './engine-types.js';
import type { Language, Verdict } from '../../components/formatting/types.js';
import { weaknessSentence } from './weaknesses.js';
import { fill, formFor, type Forms } from '../../components/formatting/words.js';

const LIMIT = 3;

/** The words before "per", "for", "of", "to", "now" …: "was" or "were" must agree with the last of them. */
const HEAD = /^(.*?)(?: (?:per|of|for|by|to|in|with|within|who|that|now)\b|[,:(]|$)/i;

const isPlural = (label: string): boolean => /[^siu]s$/i.test((HEAD.exec(label)?.[1] ?? '').trim());

/** A sentence whose subject is the metric of the subject. */
function about(
  forms: Forms,
  values: Record<string, string>,
  { input: { metric, subject } }: Telling,
): string {
  const label = upperFirst(tidy(metric.label));
  const name = tidy(subject.name);
  const template = (metric.isPlural ?? isPlural(label)) ? forms.other : (forms.one ?? forms.other);
  return fill(template, { ...values, label, name: subject.kind === 'PORTFOLIO' ? lowerFirst(name) : name });
}

/** A portfolio's figure never stands without its coverage, a rating never without its responses. */
function latestSentence(figure: NarrativeFigure, telling: Telling): string {
  const { subject, rules, responses } = telling.input;
  const { lang } = telling;
  const sentences = sentencesOf(lang);
  const { formatted: value, period, coverage } = figure;
  let text = about(sentences.latest, { value, in: tellPeriod(period, telling) }, telling);
  if (subject.kind !== 'SERVICE') {
    const context = { kind: subject.kind, period: period.period };
    text += fill(sentences.basedOn, { coverage: formatCoverage(coverage, context, lang) });
    const share = formatShare(coverage.share, lang);
    if (share) text += fill(sentences.carrying, { share });
  }
  if (responses !== null) text += quantity(sentences.withResponses, responses, 0, lang);
  if (rules.scale) text += fill(sentences.scoreScale, rules.scale);
  return text + partsClause(figure, telling);
}

/** Why the latest figure has no value, in brackets; nothing where that is only that it was not provided. */
function whyMissing({ input: { figure, missing }, lang }: Telling): string {
  const isPlain = !figure || figure.status === 'NOT_PROVIDED' || figure.status === 'PROVIDED';
  const why = missing ?? (isPlain ? '' : lowerFirst(figure.formatted));
  return why && fill(sentencesOf(lang).why, { why: tidy(why).replace(/\.$/, '') });
}

function verdictWords(verdict: Verdict, { input, lang }: Telling): string {
  const sentences = sentencesOf(lang);
  if (!input.rules.hasVerdict) return '';
  if (verdict === 'UNCLEAR') return sentences.unclear;
  return verdict === 'NEUTRAL' ? '' : sentences.verdict[verdict];
}

/** The change over the services that have both values, or why there is none. */
function changeSentence({ change, period, coverage }: NarrativeFigure, telling: Telling): string | null {
  if (!change) return null;
  const { lang, zone } = telling;
  const { metric, subject } = telling.input;
  const { comparedWith, matched, reason, verdict } = change;
  const options = { metric: metric.key };
  const size = { ...change, unit: metric.unit };
  const text = describeChange(size, options, lang, zone);
  if (!text) return reason && formatReason(reason, { current: period, previous: comparedWith }, lang, zone);
  const none = { ...size, absolute: 0, relative: size.relative === null ? null : 0 };
  const isSame = text === describeChange(none, options, lang, zone);
  const values = { change: text, verdict: isSame ? '' : verdictWords(verdict, telling) };
  const sentences = sentencesOf(lang);
  if (subject.kind === 'SERVICE' || !matched || coverage.expected === 1) {
    return fill(isSame ? sentences.unchanged : sentences.changed, values);
  }
  const forms = isSame ? sentences.matchedSame : sentences.matched;
  return fill(formFor(forms, matched.provided, lang), { ...values, n: tellCount(matched.provided, telling) });
}

function targetSentence({ input, lang }: Telling): string | null {
  const target = input.figure?.target;
  if (!target || target.met === null || !input.rules.hasVerdict) return null;
  const sentences = sentencesOf(lang);
  return fill(target.met ? sentences.targetMet : sentences.targetMissed, { target: target.formatted });
}

/** The facts in the order in which they are told until the narrative is full. */
function factsOf(telling: Telling): (() => string | null)[] {
  const { figure, series } = telling.input;
  const sentences = sentencesOf(telling.lang);
  const weakness = (): string | null => weaknessSentence(telling);
  const why = whyMissing(telling);
  const beginning = isValue(figure?.value)
    ? [() => latestSentence(figure!, telling), () => changeSentence(figure!, telling)]
    : [
        () => figure && about(sentences.noValue, { in: tellPeriod(figure.period, telling), why }, telling),
        () => newestSentence(telling),
      ];
  if (!isValue(figure?.value) && !series?.values.some(isValue)) {
    return [() => about(sentences.noValues, { why }, telling), weakness];
  }
  return [
    ...beginning,
    weakness,
    () => targetSentence(telling),
    () => extremesSentence(telling),
    () => gapsSentence(telling),
  ];
}

/**
 * One to three sentences, in this order until full: the latest value with its period; the change or why there is
 * none; what weakens it; target; highest and lowest of the span; gaps.
 */
export function narrativeSentences(
  input: NarrativeInput,
  now: string,
  lang: Language = 'en',
  zone = LONDON,
): string[] {
  const told: string[] = [];
  for (const fact of factsOf({ input, now, lang, zone })) {
    const sentence = told.length < LIMIT ? fact() : null;
    if (sentence) told.push(sentence.endsWith('.') ? sentence : `${sentence}.`);
  }
  return told;
}

/** The narrative of a module. `now` is an instant, passed in: it decides whether deadlines need a year. */
export const formatNarrative = (
  input: NarrativeInput,
  now: string,
  lang: Language = 'en',
  zone = LONDON,
): string => narrativeSentences(input, now, lang, zone).join(' ');
