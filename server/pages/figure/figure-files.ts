/** The same figure alone: `.html` to include on another server, `.svg` and `.png`, `.csv`, `.json`. */
import type { AddressWords } from '../../modules/module-address.js';
import { languageOf, type ModuleProblem } from '../../modules/module-question.js';
import { pictureOf } from '../../../components/charts/picture/picture.js';
import { svgText } from '../../../components/charts/svg/svg.js';
import { BYTE_ORDER_MARK, figureRecords } from '../../../components/formatting/csv.js';
import type { Language, ModuleData } from '../../../components/formatting/types.js';
import { moduleElementHtml } from '../../../components/view/module-html.js';
import { pause } from '../../store/pauses.js';
import { TYPES, type PageAnswer } from '../frame/answers.js';
import { failedModule } from '../../wording/module.js';
import type { AddressedFigure, AddressedOutcome } from './addressed-figure.js';
import { moduleContent } from '../../drawing/module-content.js';
import { elementAttributes } from './module-tag.js';
import { pngOf } from './png.js';

/** These are written in less than a turn. */
const FEW_RECORDS = 100;

export const FORMATS = ['html', 'svg', 'png', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** `carers-allowance-digital-take-up`, as a browser saves it. */
const nameOf = ({ subject, metric }: ModuleData): string =>
  `${subject!.kind === 'PORTFOLIO' ? 'portfolio' : subject!.slug}-${metric!.key}`;

const pictureFile = (data: ModuleData, lang: Language): string => `${svgText(pictureOf(data, { lang })!)}\n`;

/** A series of hours takes half a second to write: others have their turn in between. */
async function csvFile(data: ModuleData, lang: Language): Promise<string> {
  const records = [BYTE_ORDER_MARK];
  for (const record of figureRecords(data, lang)) {
    if (records.push(record) % FEW_RECORDS === 0) await pause();
  }
  return records.join('');
}

/** With its data: where the elements' script is, the element shows it without a question. */
function fragmentOf(figure: AddressedFigure, words: AddressWords): string {
  const { data, answer } = figure;
  const content = moduleContent(data, { lang: answer.lang, hasStyles: false });
  return `${moduleElementHtml(data, elementAttributes({ ...figure, stored: answer.stored }, words), content)}\n`;
}

async function bodyOf(
  figure: AddressedFigure,
  format: Format,
  words: AddressWords,
): Promise<string | Buffer> {
  const { data } = figure;
  const lang = languageOf(words.lang);
  switch (format) {
    case 'html':
      return fragmentOf(figure, words);
    case 'svg':
      return pictureFile(data, lang);
    case 'png':
      return pngOf(pictureFile(data, lang));
    case 'csv':
      return csvFile(data, lang);
    default:
      return `${JSON.stringify(data)}\n`;
  }
}

/** What is wrong with the address, in the format that was asked for where it can say so. */
export function fileProblem(problem: ModuleProblem, format: Format, status: 400 | 404 | 410): PageAnswer {
  if (format === 'json') {
    return { status, type: TYPES.json, body: `${JSON.stringify(failedModule(problem))}\n` };
  }
  if (format === 'html') {
    const body = moduleContent(failedModule(problem), { lang: 'en', hasStyles: false });
    return { status, type: TYPES.html, body: `${body}\n` };
  }
  const argument = problem.argument ? `${problem.argument}: ` : '';
  return { status, type: TYPES.text, body: `${argument}${problem.message}\n` };
}

/** What an address names is not there. */
export const fileNotFound = (argument: string, message: string, format: Format): PageAnswer =>
  fileProblem({ code: 'NOT_FOUND', argument, message }, format, 404);

/** The words of the address. */
interface FileOptions extends AddressWords {
  /** What a browser saves it as, without the format; subject and metric if nothing is said. */
  name?: string;
}

export async function figureFile(
  outcome: AddressedOutcome,
  format: Format,
  { name, ...words }: FileOptions,
): Promise<PageAnswer> {
  if (outcome.problem) return fileProblem(outcome.problem, format, 400);
  const { data } = outcome.figure;
  const answer = { status: 200, type: TYPES[format], body: await bodyOf(outcome.figure, format, words) };
  return { ...answer, filename: `${name ?? nameOf(data)}.${format}`, isAlwaysSaved: format === 'csv' };
}
