/** What each measure of a demonstration service is in a window. */
import { apportion, chanceOf } from './chance.js';
import { EXPERIENCE_MODELS, STARTS_BY_PAGE } from './experience.js';
import type { DaySpan, MeasureModel, Parts } from './measure-model.js';
import { along, dayOf } from './rhythm.js';
import type { ServiceModel } from './service-model.js';
import type { DemoMeasure } from './specs.js';

const total = (value: number): Parts => new Map([['', value]]);

/** The online journey's completions, and the rest divided among the other channels. */
function channelCounts(service: ServiceModel): (span: DaySpan) => Map<string, number> {
  const { slug, otherChannels } = service.spec;
  const others = Object.entries(otherChannels).map(([channel, weight]) => ({
    channel,
    weight: along(weight),
    chance: chanceOf(slug, 'transactions', channel),
  }));
  return ({ from, to }) => {
    const middle = (from + to) / 2;
    const weights = others.map(({ weight, chance }) => weight(middle) * (1 + 0.02 * chance.bell(from)));
    const elsewhere = apportion(Math.round(service.sum('elsewhere', from, to)), weights);
    return new Map([
      ['digital', service.sum('completions', from, to)],
      ...others.map(({ channel }, index): [string, number] => [channel, elsewhere[index]]),
    ]);
  };
}

const transactions: MeasureModel = {
  dimension: 'channel',
  declared: ({ otherChannels, splitKnownFrom }) => [
    'digital',
    ...Object.keys(otherChannels),
    ...(splitKnownFrom ? ['unspecified'] : []),
  ],
  generator: (service) => {
    const counts = channelCounts(service);
    const { splitKnownFrom } = service.spec;
    const known = splitKnownFrom ? dayOf(splitKnownFrom) : -Infinity;
    return (span) => {
      const parts = counts(span);
      if (span.from >= known) return parts;
      return new Map([['unspecified', [...parts.values()].reduce((sum, count) => sum + count, 0)]]);
    };
  },
};

const journey = (count: 'starts' | 'completions'): MeasureModel => ({
  generator: (service) => (span) => total(service.sum(count, span.from, span.to)),
});

/** How ratings 1 to 5 divide where people are content and where they are not: few are in between. */
const CONTENT = [0.02, 0.01, 0.04, 0.18, 0.75];
const DISCONTENT = [0.3, 0.16, 0.18, 0.2, 0.16];
const scoreOf = (shares: readonly number[]): number =>
  shares.reduce((sum, share, index) => sum + share * 25 * index, 0);
const [BEST, WORST] = [scoreOf(CONTENT), scoreOf(DISCONTENT)];
/** How far the score strays from day to day, in points. */
const SCORE_SPREAD = 1;
const RATINGS = ['1', '2', '3', '4', '5'];

const ratings: MeasureModel = {
  dimension: 'rating',
  declared: () => RATINGS,
  generator: (service) => {
    const { slug, satisfaction, responseRate } = service.spec;
    const [score, rate] = [along(satisfaction), along(responseRate)];
    const chance = chanceOf(slug, 'ratings');
    const chances = RATINGS.map((rating) => chanceOf(slug, 'ratings', rating));
    const ofDay = (day: number): number[] => {
      const { completions } = service.day(day);
      const content = (score(day) + SCORE_SPREAD * chance.bell(day) - WORST) / (BEST - WORST);
      const weight = Math.min(1, Math.max(0, content));
      const counts = RATINGS.map((_, index) => {
        const share = CONTENT[index] * weight + DISCONTENT[index] * (1 - weight);
        const expected = (completions * rate(day) * share) / 100;
        return Math.max(0, Math.round(expected + Math.sqrt(expected) * chances[index].bell(day)));
      });
      // Where hardly anybody completes, chance could count more ratings than people.
      const all = counts.reduce((sum, count) => sum + count, 0);
      return all > completions ? apportion(completions, counts) : counts;
    };
    return ({ from, to }) => {
      const sums = RATINGS.map(() => 0);
      for (let day = from; day < to; day++) ofDay(day).forEach((count, index) => (sums[index] += count));
      return new Map(RATINGS.map((rating, index) => [rating, sums[index]]));
    };
  },
};

/** To the nearest £100: nobody counts the costs of a service in pence. */
const cost: MeasureModel = {
  generator: (service) => {
    const { slug, cost: spec } = service.spec;
    const counts = channelCounts(service);
    const fixed = along(spec.fixed);
    const chance = chanceOf(slug, 'cost');
    return (span) => {
      const { from, to } = span;
      let pounds = (fixed((from + to) / 2) * (to - from)) / 365.25;
      for (const [channel, count] of counts(span)) pounds += count * (spec.perTransaction[channel] ?? 0);
      return total(Math.round((pounds * (1 + 0.01 * chance.bell(from))) / 100) * 100);
    };
  },
};

/** What each measure is made by: several models where it is divided in several ways. */
export const MEASURE_MODELS: Readonly<Record<DemoMeasure, readonly MeasureModel[]>> = {
  transactions: [transactions],
  starts: [journey('starts'), STARTS_BY_PAGE],
  completions: [journey('completions')],
  ratings: [ratings],
  cost: [cost],
  ...EXPERIENCE_MODELS,
};
