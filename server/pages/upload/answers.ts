/** Publishing pages as functions from a question to an answer. They alone know who has signed in. */
import type { NewRequest, OpenRequest } from '../../access/dashboard-requests.js';
import type { Draft, NewDraft, OpenDraft, SavedDraft, WaitingDraft } from '../../access/drafts.js';
import type { SaidOfSheet, SheetKind } from '../../access/sheet-answers.js';
import type { NewSession, SignedIn } from '../../access/sessions.js';
import type { DryRunOutcome } from '../../ingest/import.js';
import type { ReadSheet, SheetRequest } from '../../ingest/requests/read-sheet.js';
import type { SaveOutcome, Saving } from '../../ingest/saving/save.js';
import type { Withdrawal, WithdrawalReceipt } from '../../ingest/saving/withdraw.js';
import type { IngestAnswer } from '../../ingest/requests/ingest.js';
import type { Reading } from '../../loaders/reading.js';
import type { Overlay } from '../../store/overlay.js';
import type { DataSetDelivery, OwnSubmission } from '../../store/submission-log.js';
import type { Staying, Undone } from '../../submissions/undo/staying.js';
import type { UndoReceipt } from '../../submissions/undo/undo.js';
import type { PageAnswer, PageQuestion } from '../frame/answers.js';

/** What is to be taken back of a data set. */
export type Withdrawn = Omit<Withdrawal, 'tokenId' | 'places' | 'source' | 'now'>;

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
  rememberSheet(kind: SheetKind, said: SaidOfSheet): Promise<void>;
  keepDraft(draft: Omit<NewDraft, 'tokenId'>): Promise<string>;
  /** Keeps what goes on changing: in its place, or apart where somebody has changed it elsewhere. */
  saveDraft(open: OpenDraft, draft: Omit<NewDraft, 'tokenId'>): Promise<SavedDraft>;
  deleteDraft(key: string): Promise<void>;
  /** Those of a service that are not published. */
  waitingDrafts(service: string): Promise<WaitingDraft[]>;
  findDraft(key: string): Promise<Draft | null>;
  /** What publishing a draft would do. @throws InputError where the token may not write it */
  compare(draft: Pick<Draft, 'content' | 'source'>): Promise<DryRunOutcome>;
  /**
   * @param seen the newest submission that was looked at
   * @throws InputError (409) of numbers that were changed since
   */
  publish(draft: Draft, seen: number): Promise<IngestAnswer>;
  /** Saves rows of the catalogue. @throws InputError (403) */
  save(asked: Omit<Saving, 'by' | 'source' | 'now'>): Promise<SaveOutcome>;
  /** @throws InputError (422) of a choice that cannot be */
  withdraw(asked: Withdrawn): Promise<WithdrawalReceipt>;
  /** The deliveries that brought numbers of a data set, the newest first. */
  deliveriesOf(dataSetId: number): Promise<DataSetDelivery[]>;
  undo(submission: number): Promise<UndoReceipt>;
  findSubmission(id: number): Promise<OwnSubmission | null>;
  /** What was left as it was when a submission was taken back. */
  stayingAfter(undone: Undone): Promise<Staying>;
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
