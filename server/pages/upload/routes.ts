/** The publishing pages by their addresses. */
import type { UploadAction, UploadPage } from './answers.js';
import { saveRemark, saveSettings, withdrawNumbers } from './data-set/actions.js';
import { dataSetPage } from './data-set/page.js';
import { draftPage, publishDraft, takeAnswers } from './draft-page.js';
import { receiptPage, undoSubmission } from './receipt-page.js';
import { answerRequest, REQUESTS, requestsPage } from './requests-page.js';
import { bring, servicePage } from './service-page.js';
import { signOut } from './sign-in-page.js';
import { templateFile } from './template.js';
import { deleteDraft } from './typed-drafts.js';
import { uploadPage } from './upload-page.js';
import { UPLOAD } from './words.js';

const SERVICE = `${UPLOAD}/services/:slug`;
const DATA_SET = `${SERVICE}/data-sets/:measure`;
const DRAFT = `${UPLOAD}/drafts/:key`;
const SUBMISSION = `${UPLOAD}/submissions/:id`;

export const UPLOAD_PAGES: readonly UploadPage[] = [
  { path: UPLOAD, answer: uploadPage },
  { path: SERVICE, answer: servicePage },
  { path: `${SERVICE}/template.xlsx`, answer: templateFile },
  { path: `${SERVICE}/template.csv`, answer: templateFile },
  { path: DATA_SET, answer: dataSetPage },
  { path: DRAFT, answer: draftPage },
  { path: SUBMISSION, answer: receiptPage },
  { path: REQUESTS, answer: requestsPage },
];

export const UPLOAD_ACTIONS: readonly UploadAction[] = [
  { path: `${UPLOAD}/sign-out`, answer: signOut },
  { path: SERVICE, answer: bring },
  { path: DATA_SET, answer: saveSettings },
  { path: `${DATA_SET}/remarks`, answer: saveRemark },
  { path: `${DATA_SET}/withdraw`, answer: withdrawNumbers },
  { path: `${DRAFT}/answers`, answer: takeAnswers },
  { path: `${DRAFT}/delete`, answer: deleteDraft },
  { path: `${DRAFT}/publish`, answer: publishDraft },
  { path: `${SUBMISSION}/undo`, answer: undoSubmission },
  { path: REQUESTS, answer: answerRequest },
];
