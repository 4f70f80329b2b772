/** One figure of an address: found, asked, answered as data. Page, fragment, picture, table and JSON are made of it. */
import type { MetricDefinition, Subject } from '../../store/subject.js';
import type { ModuleAnswer, ModuleProblem, ModuleRequest } from '../../modules/module-question.js';
import { readModules } from '../../loaders/modules.js';
import { figurePath, modulePath } from '../../../components/formatting/paths.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import type { AddressWords } from '../../modules/module-address.js';
import { subjectWords } from '../../modules/module-request.js';
import { writtenName } from '../../modules/request-words.js';
import { inAddressWords } from './figure-query.js';
import type { PageQuestion } from '../frame/answers.js';

export interface AddressedFigure {
  subject: Subject;
  metric: MetricDefinition;
  answer: ModuleAnswer;
  data: ModuleData;
  /** Of its page, without query. */
  path: string;
  /** Its own title, else the metric's label. */
  title: string;
}

/** What it is called beside others: "Transactions: Carer’s Allowance". */
export const titleOf = ({ title, data }: AddressedFigure): string => `${title}: ${data.subject!.name}`;

export type AddressedOutcome = { figure: AddressedFigure; problem?: undefined } | { problem: ModuleProblem };

export const readFigure = (
  subject: Subject,
  metric: MetricDefinition,
  words: AddressWords,
  question: PageQuestion,
): Promise<AddressedOutcome> =>
  readRequest({ ...words, ...subjectWords(subject), metric: metric.key }, question);

/** The figure of a request: of a metric, or of a stored module, drawn and shown as the address says. */
export async function readRequest(
  { view, ...request }: ModuleRequest & AddressWords,
  { reading, assembler }: PageQuestion,
): Promise<AddressedOutcome> {
  const [outcome] = await readModules(reading, [request]);
  if (outcome.problem) {
    const { code, argument, message } = outcome.problem;
    return {
      problem: { code, argument: argument && writtenName(argument), message: inAddressWords(message) },
    };
  }
  const answer = { ...outcome.answer, ...(view && { view }) };
  const { subject, metric, stored } = answer;
  const data = assembler.module(answer);
  const path = stored ? modulePath(stored) : figurePath(subject, metric.key);
  return { figure: { subject, metric, answer, data, path, title: data.title ?? data.metric.label } };
}

/** The picture for previews of links to a figure: 1200 × 630. */
export const previewPath = ({ path }: Pick<AddressedFigure, 'path'>): string => `${path}.png?view=figure`;
