/** What the sheets of a workbook share: where they are, their strings, and how numbers are shown. */
import { readXml } from './xml-events.js';
import type { ZipParts } from './zip-parts.js';

export interface Workbook {
  sheets: readonly { name: string; path: string; isHidden: boolean }[];
  /** Days are counted from 1904-01-01. */
  is1904: boolean;
  strings: readonly string[];
  /** How a number with a style is to be read, by the style's number. */
  styles: readonly NumberStyle[];
}

export type NumberStyle = 'number' | 'date' | 'percent';

/** Null where there is no workbook among the parts. */
export async function readWorkbook(parts: ZipParts): Promise<Workbook | null> {
  const [path] = (await relations(parts, '')).filter(({ type }) => type === 'officeDocument');
  const main = path?.target ?? 'xl/workbook.xml';
  if (!parts.has(main)) return null;
  const related = await relations(parts, main);
  const sheets: Workbook['sheets'][number][] = [];
  let is1904 = false;
  await readXml(parts.read(main), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = isTrue(attributes.date1904);
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const sheet = related.find((one) => one.id === id);
      if (sheet?.type !== 'worksheet') return;
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', path: sheet.target, isHidden });
    },
  });
  const targetOf = (type: string): string | undefined => related.find((one) => one.type === type)?.target;
  return {
    ...{ sheets, is1904 },
    strings: await sharedStrings(parts, targetOf('sharedStrings')),
    styles: await numberStyles(parts, targetOf('styles')),
  };
}

export const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

interface Relation {
  id: string;
  /** The last part of the type's name. */
  type: string;
  /** From the root of the file. */
  target: string;
}

/** What a part refers to; '' is the file itself. */
async function relations(parts: ZipParts, path: string): Promise<Relation[]> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const found: Relation[] = [];
  await readXml(parts.read(`${folder}_rels/${path.slice(folder.length)}.rels`), {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return;
      found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved(folder, target) });
    },
  });
  return found;
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of (folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Characters that XML cannot have are written by their number. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

async function sharedStrings(parts: ZipParts, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (path === undefined) return strings;
  let text = '';
  let isText = false;
  let isReading = false;
  await readXml(parts.read(path), {
    open(name) {
      if (name === 'si') text = '';
      // How a word is said stands beside it, and is no part of it.
      if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 'rPh') isReading = false;
      if (name === 't') isText = false;
      if (name === 'si') strings.push(unescaped(text));
    },
  });
  return strings;
}

const BUILT_IN_DATES = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
];
const BUILT_IN_PERCENT = [9, 10];

async function numberStyles(parts: ZipParts, path: string | undefined): Promise<NumberStyle[]> {
  const styles: NumberStyle[] = [];
  if (path === undefined) return styles;
  const formats = new Map<number, NumberStyle>();
  let isCells = false;
  await readXml(parts.read(path), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      const id = Number(numFmtId);
      if (name === 'numFmt') formats.set(id, styleOfFormat(formatCode));
      if (name === 'cellXfs') isCells = true;
      if (name === 'xf' && isCells) styles.push(formats.get(id) ?? builtInStyle(id));
    },
    close(name) {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return styles;
}

function builtInStyle(id: number): NumberStyle {
  if (BUILT_IN_PERCENT.includes(id)) return 'percent';
  return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to) ? 'date' : 'number';
}

/** `dd/mm/yyyy` shows a date, `0.0%` a percentage; `[h]:mm` a duration, which is a number. */
export function styleOfFormat(format: string): NumberStyle {
  if (/\[[hms]+\]/i.test(format)) return 'number';
  const [positive] = format
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .toLowerCase()
    .split(';');
  if (/^general$/.test(positive.trim())) return 'number';
  if (/[yd]/.test(positive) || (/m/.test(positive) && !/[hs]/.test(positive))) return 'date';
  return positive.includes('%') ? 'percent' : 'number';
}
