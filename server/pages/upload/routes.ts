/** The publishing pages by their addresses. */
import type { UploadAction, UploadPage } from './answers.js';
import { draftPage, publishDraft, takeAnswers } from './draft-page.js';
import { receiptPage, undoSubmission } from './receipt-page.js';
import { answerRequest, REQUESTS, requestsPage } from './requests-page.js';
import { bring, servicePage } from './service-page.js';
import { signOut } from './sign-in-page.js';
import { uploadPage } from './upload-page.js';
import { UPLOAD } from './words.js';

const SERVICE = `${UPLOAD}/services/:slug`;
const DRAFT = `${UPLOAD}/drafts/:key`;
const SUBMISSION = `${UPLOAD}/submissions/:id`;

export const UPLOAD_PAGES: readonly UploadPage[] = [
  { path: UPLOAD, answer: uploadPage },
  { path: SERVICE, answer: servicePage },
  { path: DRAFT, answer: draftPage },
  { path: SUBMISSION, answer: receiptPage },
  { path: REQUESTS, answer: requestsPage },
];

export const UPLOAD_ACTIONS: readonly UploadAction[] = [
  { path: `${UPLOAD}/sign-out`, answer: signOut },
  { path: SERVICE, answer: bring },
  { path: `${DRAFT}/answers`, answer: takeAnswers },
  { path: `${DRAFT}/publish`, answer: publishDraft },
  { path: `${SUBMISSION}/undo`, answer: undoSubmission },
  { path: REQUESTS, answer: answerRequest },
];
