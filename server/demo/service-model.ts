/** A demonstration service day by day. All its measures are counted from this, so that they agree with each other. */
import { chanceOf } from './chance.js';
import { along, dayOf, isQuiet, weekly, yearly } from './rhythm.js';
import type { Incident, ServiceSpec } from './specs.js';

export interface ServiceDay {
  /** Whole numbers of the online journey; never more completions than starts. */
  starts: number;
  completions: number;
  /** Transactions by the other channels; not whole. */
  elsewhere: number;
  /** Those who could not finish online because of an incident; whole. */
  turnedAway: number;
}

const QUIET = 0.35;
/** How far the completion rate strays from day to day, in points. */
const RATE_SPREAD = 1.1;

export class ServiceModel {
  readonly spec: ServiceSpec;
  readonly #days = new Map<number, ServiceDay>();
  readonly #volume: (day: number) => number;
  readonly #takeUp: (day: number) => number;
  readonly #completionRate: (day: number) => number;
  readonly #incidents: readonly (Omit<Incident, 'from' | 'to'> & { from: number; to: number })[];

  constructor(spec: ServiceSpec) {
    this.spec = spec;
    const [volume, week, year] = [along(spec.volume), weekly(spec.week), yearly(spec.year)];
    const chance = chanceOf(spec.slug, 'volume');
    this.#volume = (day) =>
      ((volume(day) * week(day) * year(day)) / 365.25) *
      (isQuiet(day) ? QUIET : 1) *
      (1 + spec.spread * chance.bell(day));
    this.#takeUp = along(spec.takeUp);
    const [rate, rateChance] = [along(spec.completionRate), chanceOf(spec.slug, 'completion-rate')];
    this.#completionRate = (day) =>
      Math.min(99.5, Math.max(1, rate(day) + RATE_SPREAD * rateChance.bell(day)));
    this.#incidents = (spec.incidents ?? []).map((incident) => ({
      ...incident,
      from: dayOf(incident.from),
      to: dayOf(incident.to),
    }));
  }

  day(day: number): ServiceDay {
    let known = this.#days.get(day);
    if (!known) this.#days.set(day, (known = this.#compute(day)));
    return known;
  }

  #compute(day: number): ServiceDay {
    let total = Math.max(0, this.#volume(day));
    let failed = 0;
    for (const incident of this.#incidents) {
      if (day < incident.from || day > incident.to) continue;
      total *= incident.demand ?? 1;
      failed = Math.max(failed, incident.failed ?? 0);
    }
    const online = (total * this.#takeUp(day)) / 100;
    const completions = Math.round(online * (1 - failed));
    const starts = Math.max(completions, Math.round((online * 100) / this.#completionRate(day)));
    return { starts, completions, elsewhere: total - online, turnedAway: Math.round(online * failed) };
  }

  /** Which share (0 to 1) of those who would have finished online could not on a day. */
  failedOn(day: number): number {
    return this.#incidents.reduce(
      (most, { from, to, failed = 0 }) => (day < from || day > to ? most : Math.max(most, failed)),
      0,
    );
  }

  /** A count of the days from `from` up to but not including `to`. */
  sum(count: keyof ServiceDay, from: number, to: number): number {
    let sum = 0;
    for (let day = from; day < to; day++) sum += this.day(day)[count];
    return sum;
  }
}
