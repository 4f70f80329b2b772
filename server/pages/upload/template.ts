/** A table to fill in: the periods that are due, with the rows of last time. */
import { templateCsv, templateXlsx } from '../../ingest/sheets/template.js';
import { TYPES } from '../frame/answers.js';
import type { SignedInQuestion, UploadAnswer } from './answers.js';
import { reachedService } from './service-reached.js';
import { sheetContext } from './sheet-context.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function templateFile(question: SignedInQuestion): Promise<UploadAnswer> {
  const reached = reachedService(question);
  const context = await sheetContext(reached, question);
  const isCsv = question.path.endsWith('.csv');
  return {
    status: 200,
    type: isCsv ? TYPES.csv : XLSX,
    body: isCsv ? templateCsv(context) : await templateXlsx(context),
    filename: `${reached.service.slug}.${isCsv ? 'csv' : 'xlsx'}`,
    isAlwaysSaved: true,
  };
}
