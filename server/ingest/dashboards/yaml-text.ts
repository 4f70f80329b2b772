/**
 * YAML → texts, lists and mappings, each with the place where it stands. Every value is a text: what it means is up to
 * who asks for it, so that a title `No` or a slug `2014` is what was written.
 *
 * The composer of `yaml` calls itself for each level, and half a megabyte of `[` ends the process: no error can be
 * caught there. So the tokens, which are read without recursion, are looked at first. That also finds aliases, whose
 * expansion could be larger than any memory, before there is anything to expand.
 */
import {
  CST,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  type ParsedNode,
  type YAMLError,
} from 'yaml';
import type { Problems } from '../problems.js';
import { findWrongBytes } from '../csv/text-encoding.js';

/** Where something begins: line and character, from 1; and by which keys and positions (from 0) one gets there. */
export interface Spot {
  row: number;
  column: number;
  path: string;
}

/** `sections`, 0 → `sections.0`. */
export const pathTo = (path: string, key: string | number): string =>
  path === '' ? String(key) : `${path}.${key}`;

/** Where that is, in words: what never was a text has no lines. */
export const placeWords = ({ row, path }: Spot): string => (row ? `line ${row}` : path);

export type YamlValue = YamlText | YamlList | YamlMap;
interface YamlText {
  kind: 'text';
  at: Spot;
  text: string;
  /** Where a comment cuts off a text that stands without quotes, or takes the place of one. */
  cutOff?: Spot;
}
interface YamlList {
  kind: 'list';
  at: Spot;
  items: YamlValue[];
}
export interface YamlMap {
  kind: 'map';
  at: Spot;
  entries: { key: string; at: Spot; value: YamlValue }[];
}

export const MAX_DOCUMENT_BYTES = 1024 * 1024;
const MOST_BRACKETS = 20;
const MOST_COLUMNS = 200;

/** Reads a document. Undefined if it cannot be read; what is wrong goes to `problems`. */
export async function readYaml(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  problems: Problems,
): Promise<YamlValue | undefined> {
  const bytes = await bytesOf(chunks);
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    problems.add(
      { file, row: 1, column: 0 },
      'TOO_LARGE',
      'has more than 1 MB: divide the list among several files',
    );
    return undefined;
  }
  const lines = new LineCounter();
  const wrong = findWrongBytes(bytes);
  const text = withoutBom(bytes.subarray(0, wrong?.at).toString('utf8'));
  countLines(text, lines);
  if (wrong) {
    const { row, column } = spotIn(lines, text.length);
    problems.add({ file, row, column }, 'BAD_ENCODING', `${wrong.what}: save the file as UTF-8`);
    return undefined;
  }
  const refused = refusedToken(text);
  if (refused) {
    const { row, column } = spotIn(lines, refused.offset);
    problems.add({ file, row, column }, 'BAD_YAML', refused.message);
    return undefined;
  }
  const document = parseDocument(text, {
    schema: 'failsafe',
    // Comparing each key with all before it takes minutes for a mapping of 100,000; `valueOf` looks for them itself.
    uniqueKeys: false,
    prettyErrors: false,
    // With 'silent' a second document is left out and nobody is told.
    logLevel: 'error',
  });
  const [error] = document.errors;
  if (error) {
    const { row, column } = spotIn(lines, error.pos[0]);
    problems.add({ file, row, column }, 'BAD_YAML', `this is not YAML: ${reasonOf(error)}`);
    return undefined;
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === '')) {
    problems.add({ file, row: 1, column: 0 }, 'MISSING_VALUE', 'is empty: write a list of dashboards');
    return undefined;
  }
  return valueOf(document.contents, { file, text, lines, problems });
}

async function bytesOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) break;
  }
  return Buffer.concat(parts);
}

/** Editors put it before the first character. */
const withoutBom = (text: string): string => text.replace(/^\uFEFF+/, '');

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
}

function spotIn(lines: LineCounter, offset: number, path = ''): Spot {
  const { line, col } = lines.linePos(offset);
  return { row: line, column: col, path };
}

const REFUSED: Partial<Record<CST.TokenType, string>> = {
  alias:
    '* begins a reference to another place, and those are not taken: write it out, or put a text in quotes',
  anchor: '& begins an anchor, and those are not taken: leave it out, or put a text in quotes',
  tag: '! begins a tag, and those are not taken: leave it out, or put a text in quotes',
  'directive-line': '% begins a directive, and those are not taken: leave the line out',
};

/** What may begin a level. */
const LEVEL_TOKENS: readonly (CST.TokenType | null)[] = ['seq-item-ind', 'explicit-key-ind', 'map-value-ind'];

/** The first token that is not taken. Control characters of the lexer stand for nothing in the text. */
function refusedToken(text: string): { offset: number; message: string } | undefined {
  let offset = 0;
  let lineStart = 0;
  let brackets = 0;
  let isScalarNext = false;
  for (const token of new Lexer().lex(text)) {
    if (token === CST.SCALAR) {
      isScalarNext = true;
      continue;
    }
    if (token === CST.DOCUMENT || token === CST.FLOW_END) continue;
    const type = isScalarNext ? 'scalar' : CST.tokenType(token);
    isScalarNext = false;
    const message = type && REFUSED[type];
    if (message) return { offset, message };
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets++;
    if (type === 'flow-seq-end' || type === 'flow-map-end') brackets--;
    const isDeep =
      brackets > MOST_BRACKETS ||
      (offset - lineStart > MOST_COLUMNS && LEVEL_TOKENS.includes(type) && brackets === 0) ||
      (type === 'space' && offset === lineStart && token.length > MOST_COLUMNS);
    if (isDeep) return { offset, message: 'this is nested more deeply than any dashboard' };
    const newline = token.lastIndexOf('\n');
    if (newline !== -1) lineStart = offset + newline + 1;
    offset += token.length;
  }
  return undefined;
}

/** Words for what people get wrong most; the rest in the library's own. */
const REASONS: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'a tab stands at the beginning of the line: indent with spaces',
  BLOCK_AS_IMPLICIT_KEY: 'a colon and a space stand in this text: put the text in quotes',
  MULTIPLE_DOCS: 'another document begins here: take out the line ---, and keep one list',
  BAD_INDENT: 'this line is not indented like those it belongs to',
};

const AFTER_END =
  'something follows the end of a text in quotes or of a list in brackets: put the whole text in double quotes, and \\ before a double quote in it';

function reasonOf({ code, message }: YAMLError): string {
  if (code === 'UNEXPECTED_TOKEN' && message.endsWith('at node end')) return AFTER_END;
  return REASONS[code] ?? message.charAt(0).toLowerCase() + message.slice(1);
}

interface YamlReading {
  file: string;
  text: string;
  lines: LineCounter;
  problems: Problems;
}

function valueOf(node: ParsedNode, reading: YamlReading, path = ''): YamlValue {
  const at = spotIn(reading.lines, node.range[0], path);
  if (isSeq(node)) {
    const items = (node.items as ParsedNode[]).map((item, i) => valueOf(item, reading, pathTo(path, i)));
    return { kind: 'list', at, items };
  }
  if (isMap(node)) return mapOf(node.items as YamlPair[], at, reading);
  const text = isScalar(node) ? String(node.value ?? '') : '';
  const isPlain = isScalar(node) && (node.type === undefined || node.type === 'PLAIN');
  return { kind: 'text', at, text, cutOff: isPlain ? commentAfter(node.range[1], reading) : undefined };
}

/** Where a comment begins in what follows on the line. */
function commentAfter(offset: number, { text, lines }: YamlReading): Spot | undefined {
  const [blanks] = /^[ \t]*/.exec(text.slice(offset, offset + MOST_COLUMNS))!;
  const at = offset + blanks.length;
  return text[at] === '#' ? spotIn(lines, at) : undefined;
}

interface YamlPair {
  key: ParsedNode;
  value: ParsedNode | null;
}

function mapOf(pairs: readonly YamlPair[], at: Spot, reading: YamlReading): YamlMap {
  const { file, problems } = reading;
  const first = new Map<string, Spot>();
  const entries: YamlMap['entries'] = [];
  for (const { key, value } of pairs) {
    const spot = spotIn(reading.lines, key.range[0], at.path);
    if (!isScalar(key)) {
      problems.add(
        { file, row: spot.row, column: spot.column },
        'BAD_YAML',
        'a list or mapping cannot be a key: write a word',
      );
      continue;
    }
    const name = String(key.value);
    const before = first.get(name);
    if (before) {
      const message = `${name} stands in line ${before.row} already: write it only once`;
      problems.add({ file, row: spot.row, column: spot.column }, 'DUPLICATE_KEY', message);
      continue;
    }
    const own = pathTo(at.path, name);
    first.set(name, spot);
    entries.push({
      key: name,
      at: { ...spot, path: own },
      value: value ? valueOf(value, reading, own) : { kind: 'text', at: { ...spot, path: own }, text: '' },
    });
  }
  return { kind: 'map', at, entries };
}

const NEVER_TEXT = { row: 0, column: 0 };

/** A value of JSON as a document would have it; what is null or undefined is not there. */
export function valueOfJson(value: unknown, path = '', depth = 0): YamlValue {
  const at = { ...NEVER_TEXT, path };
  // Nothing that is right is so deep: it becomes a text, which is refused in its place.
  if (depth > MOST_BRACKETS) return { kind: 'text', at, text: '…' };
  if (Array.isArray(value)) {
    return { kind: 'list', at, items: value.map((item, i) => valueOfJson(item, pathTo(path, i), depth + 1)) };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'text', at, text: String(value ?? '') };
  const entries = Object.entries(value)
    .filter(([, item]) => item !== null && item !== undefined)
    .map(([key, item]) => {
      const own = pathTo(path, key);
      return { key, at: { ...NEVER_TEXT, path: own }, value: valueOfJson(item, own, depth + 1) };
    });
  return { kind: 'map', at, entries };
}
