/** How using a demonstration service goes: errors, help, stages, devices, times, availability. */
import { dayStart } from '../metrics/calendar.js';
import { apportion, chanceOf } from './chance.js';
import type { MeasureModel, Parts } from './measure-model.js';
import type { ServiceModel } from './service-model.js';
import type { ExperienceSpec, Rates } from './specs.js';

const ZONE = 'Europe/London';

const experienceOf = ({ spec }: ServiceModel): ExperienceSpec => {
  if (!spec.experience) throw new Error(`${spec.slug} publishes measures that need its experience`);
  return spec.experience;
};

/** How often each thing happens for every 1,000 starts, a little more or less from window to window. */
function happenings(
  dimension: string,
  measure: string,
  ratesOf: (experience: ExperienceSpec) => Rates,
): MeasureModel {
  return {
    dimension,
    declared: ({ experience }) => Object.keys(experience ? ratesOf(experience) : {}),
    generator: (service) => {
      const rates = Object.entries(ratesOf(experienceOf(service))).map(([key, rate]) => ({
        key,
        rate,
        chance: chanceOf(service.spec.slug, measure, key),
      }));
      return ({ from, to }) => {
        const starts = service.sum('starts', from, to);
        const turnedAway = service.sum('turnedAway', from, to);
        return new Map(
          rates.map(({ key, rate, chance }) => {
            const expected = (starts * rate * (1 + 0.08 * chance.bell(from))) / 1000;
            return [key, Math.max(0, Math.round(expected)) + (key === UNAVAILABLE ? turnedAway : 0)];
          }),
        );
      };
    },
  };
}

/** The error of those who could not go on while the service was out of order. */
const UNAVAILABLE = 'service-unavailable';

/** Of the people who start, those who get to each stage: a person may start more than once. */
const PEOPLE = 0.93;

const users: MeasureModel = {
  dimension: 'stage',
  declared: ({ experience }) => Object.keys(experience?.stages ?? {}),
  generator: (service) => {
    const stages = Object.entries(experienceOf(service).stages);
    return ({ from, to }) => {
      const started = Math.round(service.sum('starts', from, to) * PEOPLE);
      const finished = Math.min(started, Math.round(service.sum('completions', from, to) * PEOPLE));
      return new Map(
        stages.map(([stage, lost]) => [stage, started - Math.round((started - finished) * lost)]),
      );
    };
  },
};

/** Whole counts of a total in given proportions, which stray a little from window to window. */
function shared(total: number, weights: Rates, service: ServiceModel, measure: string, at: number): Parts {
  const keys = Object.keys(weights);
  const strayed = keys.map(
    (key) => weights[key] * Math.max(0.1, 1 + 0.04 * chanceOf(service.spec.slug, measure, key).bell(at)),
  );
  const counts = total === 0 ? keys.map(() => 0) : apportion(total, strayed);
  return new Map(keys.map((key, index) => [key, counts[index]]));
}

/** Visits for every start: some look and leave. */
const VISITS = 1.6;

const visits: MeasureModel = {
  dimension: 'device',
  declared: ({ experience }) => Object.keys(experience?.devices ?? {}),
  generator: (service) => {
    const { devices } = experienceOf(service);
    return ({ from, to }) =>
      shared(Math.round(service.sum('starts', from, to) * VISITS), devices, service, 'visits', from);
  },
};

const histogram = (
  measure: string,
  weightsOf: (experience: ExperienceSpec) => Rates,
  counted: (service: ServiceModel, from: number, to: number) => number,
): MeasureModel => ({
  dimension: 'le',
  declared: ({ experience }) => boundsOf(experience ? weightsOf(experience) : {}),
  generator: (service) => {
    const weights = weightsOf(experienceOf(service));
    const ordered = Object.fromEntries(boundsOf(weights).map((bound) => [bound, weights[bound]]));
    return ({ from, to }) => shared(counted(service, from, to), ordered, service, measure, from);
  },
});

/** Keys of objects that look like numbers come first, whatever was written: `+Inf` is the last all the same. */
const boundsOf = (weights: Rates): string[] =>
  Object.keys(weights).sort(
    (a, b) => Number(a.replace('+Inf', 'Infinity')) - Number(b.replace('+Inf', 'Infinity')),
  );

const monitored: MeasureModel = {
  dimension: 'state',
  declared: () => ['up', 'down'],
  generator: (service) => {
    const chance = chanceOf(service.spec.slug, 'monitored');
    return ({ from, to }) => {
      let [up, down] = [0, 0];
      for (let day = from; day < to; day++) {
        const seconds = (dayStart(ZONE, day + 1) - dayStart(ZONE, day)) * 60;
        // Most days nothing happens; out of order for as large a part of the day as people were turned away.
        const hiccup = chance.uniform(day) > 0.93 ? Math.round(240 * chance.uniform(day + 1_000_000)) : 0;
        const outage = Math.round(seconds * service.failedOn(day) * 0.6);
        const lost = Math.min(seconds, hiccup + outage);
        up += seconds - lost;
        down += lost;
      }
      return new Map([
        ['up', up],
        ['down', down],
      ]);
    };
  },
};

/** Pages that a visit loads. */
const PAGES = 5;

export const EXPERIENCE_MODELS = {
  errors: happenings('error', 'errors', ({ errors }) => errors),
  'help-requests': happenings('topic', 'help-requests', ({ help }) => help),
  calls: happenings('reason', 'calls', ({ calls }) => calls),
  users,
  visits,
  'time-to-complete': histogram(
    'time-to-complete',
    ({ timeToComplete }) => timeToComplete,
    (service, from, to) => service.sum('completions', from, to),
  ),
  'time-to-outcome': histogram(
    'time-to-outcome',
    ({ timeToOutcome = {} }) => timeToOutcome,
    (service, from, to) =>
      service.sum('completions', from, to) + Math.round(service.sum('elsewhere', from, to)),
  ),
  'page-load': histogram(
    'page-load',
    ({ pageLoad }) => pageLoad,
    (service, from, to) => Math.round(service.sum('starts', from, to) * VISITS * PAGES),
  ),
  monitored,
} satisfies Readonly<Record<string, MeasureModel>>;
