/**
 * How dimensions and their values are written in one cell of measures.csv (`dimensions`) and data-sets.csv
 * (`dimension_values`, and what they are called in `dimension_labels`):
 *
 *     channel=digital phone paper;page
 *     le=10 20 +Inf
 *     reason="no form" "other, see note"
 *     channel=digital:Online phone:"By telephone";rating=1:Poor 5:Good
 *
 * Dimensions are separated by `;`. Values follow `=`, separated by spaces, in the order in which they are shown. A
 * label follows its value and `:`. What has a space, `;`, `=` or `"` in it (of labels and their values also `:`) stands
 * in double quotes, and a double quote inside is written twice.
 */

export interface DimensionValues {
  name: string;
  /** Absent where only the name is given: any value. */
  values?: string[];
}

/** Labels by dimension and value. */
export type DimensionLabels = Record<string, Record<string, string>>;

type Sign = ';' | '=' | ':';
type Token = { word: string } | { sign: Sign };

const TOKEN = /\s*(?:"((?:[^"]|"")*)"|([^\s;="]+)|([;=]))/y;
const LABELS_TOKEN = /\s*(?:"((?:[^"]|"")*)"|([^\s;=":]+)|([;=:]))/y;

function tokens(cell: string, pattern: RegExp): Token[] {
  const list: Token[] = [];
  const text = cell.trimEnd();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw new SyntaxError(`a double quote is not closed: ${text.slice(at).trim()}`);
    const [, inQuotes, word, sign] = match;
    if (sign) list.push({ sign: sign as Sign });
    else list.push({ word: word ?? inQuotes.replaceAll('""', '"') });
  }
  return list;
}

/**
 * Reads such a cell; an empty one has no dimensions.
 * @throws SyntaxError that says what is wrong with it.
 */
export function parseDimensionCell(cell: string): DimensionValues[] {
  const dimensions: DimensionValues[] = [];
  let current: DimensionValues | undefined;
  for (const token of tokens(cell, TOKEN)) {
    if ('word' in token) {
      if (!current) dimensions.push((current = { name: token.word }));
      else if (!current.values)
        throw new SyntaxError(`"=" is missing between ${current.name} and its values`);
      else if (current.values.includes(token.word)) {
        throw new SyntaxError(`${current.name} has the value ${token.word} twice`);
      } else current.values.push(token.word);
    } else if (token.sign === '=') {
      if (!current || current.values) throw new SyntaxError('"=" must follow the name of a dimension');
      current.values = [];
    } else current = finished(current);
  }
  finished(current);
  const names = dimensions.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SyntaxError(`the dimension ${twice} stands there twice`);
  return dimensions;
}

function finished(dimension: DimensionValues | undefined): undefined {
  if (dimension?.values?.length === 0) throw new SyntaxError(`${dimension.name}= is followed by no value`);
  return undefined;
}

const written = (word: string): string =>
  /^[^\s;="]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`;

/** The cell that reads as these dimensions. */
export const formatDimensionCell = (dimensions: readonly DimensionValues[]): string =>
  dimensions
    .map(({ name, values }) => written(name) + (values ? `=${values.map(written).join(' ')}` : ''))
    .join(';');

/**
 * Reads a cell of labels; an empty one has none.
 * @throws SyntaxError that says what is wrong with it.
 */
export function parseLabelsCell(cell: string): DimensionLabels {
  const labels: [name: string, own: Map<string, string>][] = [];
  const list = tokens(cell, LABELS_TOKEN);
  const isSign = (at: number, sign: Sign): boolean =>
    'sign' in (list[at] ?? {}) && (list[at] as { sign: Sign }).sign === sign;
  const wordAt = (at: number): string | undefined =>
    list[at] && 'word' in list[at] ? list[at].word : undefined;
  for (let at = 0; at < list.length;) {
    const name = wordAt(at);
    if (name === undefined || !isSign(at + 1, '='))
      throw new SyntaxError('the name of a dimension and "=" must come first');
    if (labels.some(([known]) => known === name))
      throw new SyntaxError(`the dimension ${name} stands there twice`);
    const own = new Map<string, string>();
    for (at += 2; at < list.length && !isSign(at, ';'); at += 3) {
      const [value, label] = [wordAt(at), wordAt(at + 2)];
      if (value === undefined || label === undefined || !isSign(at + 1, ':')) {
        throw new SyntaxError(
          `${name}: each label follows its value and ":"${value === undefined ? '' : ` (${value})`}`,
        );
      }
      if (own.has(value)) throw new SyntaxError(`${name} has the value ${value} twice`);
      own.set(value, label);
    }
    if (own.size === 0) throw new SyntaxError(`${name}= is followed by no label`);
    labels.push([name, own]);
    at++;
  }
  return Object.fromEntries(labels.map(([name, own]) => [name, Object.fromEntries(own)]));
}

const writtenLabel = (word: string): string =>
  word.includes(':') ? `"${word.replaceAll('"', '""')}"` : written(word);

/** The cell that reads as these labels. */
export const formatLabelsCell = (labels: DimensionLabels): string =>
  Object.entries(labels)
    .map(([name, own]) => {
      const list = Object.entries(own).map(
        ([value, label]) => `${writtenLabel(value)}:${writtenLabel(label)}`,
      );
      return `${writtenLabel(name)}=${list.join(' ')}`;
    })
    .join(';');
