/** How using a demonstration service goes: errors, help, stages, devices, times, availability. */
import { dayStart } from '../metrics/calendar.js';
import { apportion, chanceOf } from './chance.js';
import type { DaySpan, MeasureModel, Parts } from './measure-model.js';
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

/** What proportions stray by: by chance, but the same whenever the demo is made. */
interface Straying {
  service: ServiceModel;
  measure: string;
  /** First day of the window. */
  at: number;
}

/** Whole counts of a total in given proportions, which stray a little from window to window. */
function shared(total: number, weights: Rates, { service, measure, at }: Straying): Parts {
  const keys = Object.keys(weights);
  const strayed = keys.map(
    (key) => weights[key] * Math.max(0.1, 1 + 0.04 * chanceOf(service.spec.slug, measure, key).bell(at)),
  );
  const counts = total === 0 ? keys.map(() => 0) : apportion(total, strayed);
  return new Map(keys.map((key, index) => [key, counts[index]]));
}

/** Visits for every start: some look and leave. */
const VISITS = 1.6;

const visitsBy = (dimension: string, weightsOf: (experience: ExperienceSpec) => Rates): MeasureModel => ({
  dimension,
  declared: ({ experience }) => Object.keys(experience ? weightsOf(experience) : {}),
  generator: (service) => {
    const weights = weightsOf(experienceOf(service));
    return ({ from, to }) =>
      shared(Math.round(service.sum('starts', from, to) * VISITS), weights, {
        service,
        measure: `visits ${dimension}`,
        at: from,
      });
  },
});

const startsOfPages = ({ pages }: ExperienceSpec): Rates =>
  Object.fromEntries(Object.entries(pages).map(([page, { starts }]) => [page, starts]));

const startsByPage =
  (service: ServiceModel) =>
  ({ from, to }: DaySpan): Parts =>
    shared(service.sum('starts', from, to), startsOfPages(experienceOf(service)), {
      service,
      measure: 'pages',
      at: from,
    });

/** The page that readers were on when they started; only where the service tells of its pages. */
export const STARTS_BY_PAGE: MeasureModel = {
  dimension: 'page',
  declared: ({ experience }) => Object.keys(experience?.pages ?? {}),
  generator: (service) => (service.spec.experience ? startsByPage(service) : () => new Map()),
};

const pageViews: MeasureModel = {
  dimension: 'page',
  declared: STARTS_BY_PAGE.declared,
  generator: (service) => {
    const { pages } = experienceOf(service);
    const started = startsByPage(service);
    const chances = Object.fromEntries(
      Object.keys(pages).map((page) => [page, chanceOf(service.spec.slug, 'page-views', page)]),
    );
    return (span) =>
      new Map(
        [...started(span)].map(([page, count]) => {
          const views = pages[page].views * (1 + 0.05 * chances[page].bell(span.from));
          return [page, Math.max(count, Math.round(count * views))];
        }),
      );
  },
};

/** How busy the hours of a day are against each other, from midnight. */
const HOURS = [2, 1, 1, 1, 1, 2, 5, 9, 14, 19, 21, 21, 19, 19, 19, 18, 17, 16, 15, 15, 14, 11, 7, 4];

/** Days on which clocks change have an hour more or less: the second hour stands for it. */
const hoursOf = (count: number): number[] =>
  count === 25
    ? [...HOURS.slice(0, 2), 1, ...HOURS.slice(2)]
    : HOURS.filter((_, hour) => count === 24 || hour !== 1);

const byBusyHours: MeasureModel['byHour'] = () => (_day, parts, hours) => {
  const weights = hoursOf(hours);
  const divided = new Map([...parts].map(([part, count]) => [part, apportion(count, weights)]));
  return weights.map((_, hour) => new Map([...divided].map(([part, counts]) => [part, counts[hour]])));
};

/** What is lost of a day is lost at one stretch, which begins in working hours. */
const byDowntime: MeasureModel['byHour'] = (service) => {
  const chance = chanceOf(service.spec.slug, 'downtime');
  return (day, parts, hours) => {
    const lost = parts.get('down') ?? 0;
    const begins = Math.min(Math.floor((8 + 6 * chance.uniform(day)) * 3600), hours * 3600 - lost);
    return Array.from({ length: hours }, (_, hour) => {
      const down = Math.max(0, Math.min(begins + lost, (hour + 1) * 3600) - Math.max(begins, hour * 3600));
      return new Map([
        ['up', 3600 - down],
        ['down', down],
      ]);
    });
  };
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
    return ({ from, to }) => shared(counted(service, from, to), ordered, { service, measure, at: from });
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
  byHour: byDowntime,
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
  errors: [happenings('error', 'errors', ({ errors }) => errors)],
  'help-requests': [happenings('topic', 'help-requests', ({ help }) => help)],
  calls: [happenings('reason', 'calls', ({ calls }) => calls)],
  users: [users],
  visits: [visitsBy('device', ({ devices }) => devices), visitsBy('browser', ({ browsers }) => browsers)],
  'page-views': [pageViews],
  'time-to-complete': [
    histogram(
      'time-to-complete',
      ({ timeToComplete }) => timeToComplete,
      (service, from, to) => service.sum('completions', from, to),
    ),
  ],
  'time-to-outcome': [
    histogram(
      'time-to-outcome',
      ({ timeToOutcome = {} }) => timeToOutcome,
      (service, from, to) =>
        service.sum('completions', from, to) + Math.round(service.sum('elsewhere', from, to)),
    ),
  ],
  'page-load': [
    {
      ...histogram(
        'page-load',
        ({ pageLoad }) => pageLoad,
        (service, from, to) => Math.round(service.sum('starts', from, to) * VISITS * PAGES),
      ),
      byHour: byBusyHours,
    },
  ],
  monitored: [monitored],
} satisfies Readonly<Record<string, readonly MeasureModel[]>>;
