/** Two answers to the same question, and all that differ, for a person to read. */
import { bytesDifference, likeness, textDifference, type Difference } from './difference.js';
import { withoutLayout } from './layout.js';
import { masked } from './masks.js';
import { addressOf, type Answer, type Question } from './questions.js';

export interface Versions {
  before: string;
  after: string;
}

/** What differs of pages that are the same to every reader. */
const LAYOUT = 'white space between tags';

/** The first of status, headers and body that differs. */
export function answerDifference(before: Answer, after: Answer, versions: Versions): Difference | null {
  const status = textDifference('status', String(before.status), String(after.status));
  if (status) return status;
  for (const name of new Set([...Object.keys(before.headers), ...Object.keys(after.headers)])) {
    const [was, is] = [before.headers[name] ?? '(none)', after.headers[name] ?? '(none)'];
    const header = textDifference(`header ${name}`, masked(was, versions.before), masked(is, versions.after));
    if (header) return header;
  }
  if (before.isText && after.isText) {
    const [was, is] = [masked(before.body, versions.before), masked(after.body, versions.after)];
    const isLayout =
      before.headers['content-type']?.startsWith('text/html') && withoutLayout(was) === withoutLayout(is);
    return textDifference(isLayout ? LAYOUT : 'body', was, is);
  }
  const bytes = ({ body, isText }: Answer): Buffer => Buffer.from(body, isText ? 'utf8' : 'base64');
  return bytesDifference('body', bytes(before), bytes(after));
}

/** More addresses of one likeness are counted. */
const MOST_ADDRESSES = 4;
const MOST_LIKENESSES = 100;

/** Collects differences: those that are alike are told once, with the first addresses. */
export class Differences {
  readonly #groups = new Map<string, { first: Difference; count: number; addresses: string[] }>();
  count = 0;
  /** Pages that differ in white space between tags alone: told, but not listed. */
  layouts = 0;

  add(database: string, question: Question, difference: Difference): void {
    if (difference.what === LAYOUT) {
      this.layouts += 1;
      return;
    }
    this.count += 1;
    const key = likeness(difference);
    const group = this.#groups.get(key) ?? { first: difference, count: 0, addresses: [] };
    group.count += 1;
    if (group.addresses.length < MOST_ADDRESSES) group.addresses.push(`${database}: ${addressOf(question)}`);
    this.#groups.set(key, group);
  }

  lines(): string[] {
    const groups = [...this.#groups.values()].sort((a, b) => b.count - a.count);
    const lines = groups
      .slice(0, MOST_LIKENESSES)
      .flatMap(({ first, count, addresses }) => [
        ...addresses,
        ...(count > addresses.length ? [`… and ${count - addresses.length} more that differ likewise`] : []),
        `  ${first.what}${first.place === undefined ? '' : `, character ${first.place}`}`,
        `  - ${first.before}`,
        `  + ${first.after}`,
        '',
      ]);
    const rest = groups.length - MOST_LIKENESSES;
    return rest > 0 ? [...lines, `… and ${rest} other kinds of differences`] : lines;
  }
}
