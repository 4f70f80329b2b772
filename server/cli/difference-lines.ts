/** What an import would do, as lines for people. */
import type { DryRun } from '../ingest/import.js';
import type { Difference } from '../ingest/differences.js';
import type { ImportKind } from '../ingest/kinds.js';
import { quoted } from '../ingest/message-words.js';
import { shownPath } from '../ingest/problems.js';
import type { DefinitionChange } from '../modules/definition-difference.js';

const SIGNS: Readonly<Record<Difference['how'], string>> = { new: '+', changed: '~', removed: '-' };

/** More of the same tell nobody anything. */
const MOST_OBSERVATIONS = 20;

/** `modules.take-up.period: "month" → "quarter"`. */
function changeLine({ path, before, after }: DefinitionChange): string {
  const change =
    before === null
      ? `${quoted(after!)} (new)`
      : after === null
        ? `${quoted(before)} (removed)`
        : `${quoted(before)} → ${quoted(after)}`;
  return `      ${shownPath(path)}: ${change}`;
}

/** What is new is named, and not told in all its parts: they stand in the file. */
function newLine({ name, kind, changes }: Difference): string {
  const text = (...paths: string[]): string | null | undefined =>
    changes.find(({ path }) => paths.includes(path))?.after;
  const title = text('title', 'title.en', 'name', 'label', 'label.en');
  const modules = changes.filter(({ path }) => /^modules\.[^.]+\.metric$/.test(path)).length;
  const size = kind === 'dashboards' ? ` (${modules} ${modules === 1 ? 'module' : 'modules'})` : '';
  return `  + ${name}${title ? `: ${title}` : ''}${size}`;
}

function linesOf(difference: Difference): string[] {
  const { how, name, changes, unpublished } = difference;
  const lines =
    how === 'new' ? [newLine(difference)] : [`  ${SIGNS[how]} ${name}`, ...changes.map(changeLine)];
  if (unpublished) {
    const { version, author, at } = unpublished;
    lines.push(
      `      version ${version}, saved by ${author} on ${at.slice(0, 10)} and not published, would stay in the history only`,
    );
  }
  return lines;
}

const count = (number: number, what: string): string[] => (number > 0 ? [`${number} ${what}`] : []);

/** A line a kind, and below it what is different, from what to what. */
export function dryRunLines({ receipt, differences, changes }: DryRun): string[] {
  const lines = receipt.kinds.flatMap(({ kind, inserted, updated, unchanged, withdrawn }) => [
    `${kind}: ${[
      ...count(inserted, 'new'),
      ...count(updated, 'changed'),
      ...count(withdrawn, 'removed'),
      ...count(unchanged, 'unchanged'),
    ].join(', ')}`,
    ...differences.filter((one) => one.kind === kind).flatMap(linesOf),
    ...(kind === 'measurements' ? observationLines(changes) : []),
  ]);
  const kinds = new Set<ImportKind>(receipt.kinds.map(({ kind }) => kind));
  const made = differences.filter(({ kind }) => !kinds.has(kind));
  if (made.length > 0) lines.push('data-sets, made from measurements:', ...made.flatMap(linesOf));
  return lines;
}

function observationLines(changes: DryRun['changes']): string[] {
  const said = (value: number | null): string => (value === null ? 'nothing' : String(value));
  const lines = changes.slice(0, MOST_OBSERVATIONS).map(({ service, measure, period, start, ...row }) => {
    const split = Object.entries(row.dimensions).map(([name, value]) => `, ${name} ${value}`);
    return `  ${service} ${measure}, ${period} ${start}${split.join('')}: ${said(row.before)} → ${said(row.after)}`;
  });
  return changes.length > MOST_OBSERVATIONS ? [...lines, '  …'] : lines;
}
