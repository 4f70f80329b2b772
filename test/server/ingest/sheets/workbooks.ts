/** Workbooks made part by part, as spreadsheet programs write them and as they must not be. */
import { ZipFile } from 'yazl';

export type Parts = Readonly<Record<string, string | Buffer>>;

export async function zip(parts: Parts): Promise<Buffer> {
  const file = new ZipFile();
  for (const [path, content] of Object.entries(parts)) file.addBuffer(Buffer.from(content), path);
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

export interface WorkbookParts {
  /** What stands in `<sheetData>`. */
  rows: string;
  /** What stands behind it. */
  after?: string;
  /** What stands in `<sst>`. */
  strings?: string;
  /** What stands in `<styleSheet>`. */
  styles?: string;
  is1904?: boolean;
  /** Further parts, and others in the place of those that are made. */
  parts?: Parts;
}

/** Two sheets, the first of them hidden: the rows stand in the second. */
export function workbookParts({ rows, after = '', strings, styles, is1904, parts }: WorkbookParts): Parts {
  return {
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Lists" sheetId="1" state="hidden" r:id="rId9"/><sheet name="Figures" sheetId="2" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}">${relation('rId9', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId1', 'worksheet', '/xl/worksheets/sheet2.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}${relation('rId3', 'styles', 'styles.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles ?? ''}</styleSheet>`,
    ...parts,
  };
}

export const workbook = (made: WorkbookParts): Promise<Buffer> => zip(workbookParts(made));
