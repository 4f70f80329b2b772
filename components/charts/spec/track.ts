import type { ChartSpec } from './spec-types.js';

/**
 * From the first window of a chart to its last, in percent of its width: what a slider under it covers, so that its thumb
 * stands under the point. Null where windows do not stand beside each other.
 */
export function trackOf(spec: ChartSpec): readonly [number, number] | null {
  // A strip in several rows has no one line from its first window to its last.
  const isStrip = spec.kind === 'UPTIME' && spec.zones.every(({ first }) => !first);
  const isOverTime = spec.kind === 'STACKED' || spec.kind === 'SHARE' || isStrip;
  const { left, right } = spec.plot;
  const places = spec.kind === 'LINE' ? [left, right] : isOverTime ? (spec.zones[0]?.centres ?? []) : [];
  return places.length < 2 ? null : [(100 * places[0]!) / spec.width, (100 * places.at(-1)!) / spec.width];
}
