/** Publishing pages as functions from a question to an answer. They alone know who has signed in. */
import type { NewRequest, OpenRequest } from '../../access/dashboard-requests.js';
import type { Draft, NewDraft } from '../../access/drafts.js';
import type { NewSession, SignedIn } from '../../access/sessions.js';
import type { DryRunOutcome } from '../../ingest/import.js';
import type { ReadSheet, SheetRequest } from '../../ingest/requests/read-sheet.js';
import type { IngestAnswer } from '../../ingest/requests/ingest.js';
import type { Reading } from '../../loaders/reading.js';
import type { Overlay } from '../../store/overlay.js';
import type { OwnSubmission } from '../../store/submission-log.js';
import type { UndoReceipt } from '../../submissions/undo/undo.js';
import type { PageAnswer, PageQuestion } from '../frame/answers.js';

/** What somebody sent with a form. */
export interface UploadForm {
  fields: URLSearchParams;
  /** A file that came with it; null if none was chosen. */
  file: { name: string; content: Uint8Array } | null;
}

/** What the pages can do for whoever has signed in. */
export interface Publishing {
  signInWithToken(token: string): Promise<NewSession>;
  signInWithLink(link: string): Promise<NewSession>;
  signOut(): Promise<void>;
  /** @throws InputError of a file that cannot be read */
  readSheet(request: SheetRequest): Promise<ReadSheet>;
  keepDraft(draft: Omit<NewDraft, 'tokenId'>): Promise<string>;
  findDraft(key: string): Promise<Draft | null>;
  /** What publishing a draft would do. @throws InputError where the token may not write it */
  compare(draft: Draft): Promise<DryRunOutcome>;
  publish(draft: Draft): Promise<IngestAnswer>;
  undo(submission: number): Promise<UndoReceipt>;
  findSubmission(id: number): Promise<OwnSubmission | null>;
  ask(request: NewRequest): Promise<void>;
  openRequests(): Promise<OpenRequest[]>;
  /** @returns what stands in the address to sign in with */
  grantRequest(id: number, service: string): Promise<string>;
  declineRequest(id: number): Promise<void>;
  /** The data as it would be. */
  readingWith(overlay: Overlay): Promise<Reading>;
}

export interface UploadQuestion extends PageQuestion {
  now: Date;
  publishing: Publishing;
}

export interface SignedInQuestion extends UploadQuestion {
  session: SignedIn;
}

export interface UploadAnswer extends PageAnswer {
  /** A session that begins (`NewSession`) or ends (null) with the answer. */
  session?: NewSession | null;
}

type Answered = Promise<UploadAnswer> | UploadAnswer;

interface Route {
  /** As the router writes it. */
  path: string;
}

/** A page that only who has signed in sees; others are led to sign in. */
export interface UploadPage extends Route {
  answer(question: SignedInQuestion): Answered;
}

/** A form that only who has signed in sends. */
export interface UploadAction extends Route {
  answer(question: SignedInQuestion, form: UploadForm): Answered;
}
