/**
 * How dimensions and their values are written in one cell of measures.csv (`dimensions`) and data-sets.csv
 * (`dimension_values`):
 *
 *     channel=digital phone paper;page
 *     le=10 20 +Inf
 *     reason="no form" "other, see note"
 *
 * Dimensions are separated by `;`. Values follow `=`, separated by spaces, in the order in which they are shown. A
 * value with a space, `;`, `=` or `"` in it stands in double quotes, and a double quote inside is written twice.
 */

export interface DimensionValues {
  name: string;
  /** Absent where only the name is given: any value. */
  values?: string[];
}

const TOKEN = /\s*(?:"((?:[^"]|"")*)"|([^\s;="]+)|([;=]))/y;

type Token = { word: string } | { sign: ';' | '=' };

function tokens(cell: string): Token[] {
  const list: Token[] = [];
  const text = cell.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new SyntaxError(`a double quote is not closed: ${text.slice(at).trim()}`);
    const [, inQuotes, word, sign] = match;
    if (sign === ';' || sign === '=') list.push({ sign });
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
  for (const token of tokens(cell)) {
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
