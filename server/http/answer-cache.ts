/**
 * Answers by their questions. One is given again while everything that it rests on is as it was, so that many readers of
 * a page cost one: pages of all services take long enough to hold up whoever comes after.
 */
import { LRUCache } from 'lru-cache';
import type { Reading } from '../loaders/reading.js';
import { basisText, type Basis } from '../store/snapshot.js';
import { EncodedBody } from './encoded-body.js';
import { entityTag } from './entity-tag.js';
import { ReaderGone, TurnRefused } from './limits/fair-queue.js';

/** Bytes that kept answers may take together. */
const MOST_BYTES = 16_000_000;

/** Bytes, about, of what an answer has beside its question and body, and of a version in its basis. */
const ANSWER_BYTES = 1000;
const VERSION_BYTES = 50;

/** What an answer is made from: it tells what the answer rests on, and whether another one's basis still holds. */
export type AnswerReading = Pick<Reading, 'basis' | 'holds'>;

type WaitFor = <Made>(made: Promise<Made>) => Promise<Made>;

interface WholeAnswer {
  status: number;
  type: string;
  body: string | Buffer;
}

export interface KeptAnswer<Answer> {
  answer: Omit<Answer, 'body'>;
  body: EncodedBody;
  basis: Basis;
  /** Names the question and the basis: the same in every process that has the same data. */
  tag: string;
}

export class AnswerCache<Answer extends WholeAnswer> {
  readonly #kept: LRUCache<string, KeptAnswer<Answer>>;
  readonly #making = new Map<string, Promise<KeptAnswer<Answer>>>();

  /** @param isKeeping whether an answer is given again at all; who asks while it is made has it in any case */
  constructor(
    private readonly isKeeping = true,
    mostBytes = MOST_BYTES,
  ) {
    this.#kept = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: ({ body, basis }, question) =>
        ANSWER_BYTES + question.length + body.size + VERSION_BYTES * basis.versions.size,
    });
  }

  /** The kept answer to a question, if it is what a reading would come to. */
  find(question: string, reading: AnswerReading): KeptAnswer<Answer> | undefined {
    const kept = this.#kept.get(question);
    return kept && reading.holds(kept.basis) ? kept : undefined;
  }

  /** Keeps what was made from a reading, if it is a whole answer (200). */
  keep(question: string, { basis }: AnswerReading, { body: plain, ...answer }: Answer): KeptAnswer<Answer> {
    const body = new EncodedBody(plain, answer.type, () => this.#weigh(question, kept));
    const kept = { answer, body, basis, tag: entityTag(question, basisText(basis)) };
    if (this.isKeeping && answer.status === 200) this.#kept.set(question, kept);
    return kept;
  }

  /** Counts anew what an answer takes. */
  #weigh(question: string, kept: KeptAnswer<Answer>): void {
    if (this.#kept.peek(question) !== kept) return;
    // The same value set again would keep the size that it had.
    this.#kept.delete(question);
    this.#kept.set(question, kept);
  }

  /**
   * The answer to a question; whoever asks the same while it is made waits for it. Where its maker has gone, or was refused
   * its turn, the first of those who wait makes it, and the others wait for that one. Each wait may be as long as a turn is
   * waited for, so a second refusal is everybody's.
   *
   * @param waitFor how it waits for what another one makes
   */
  async answer(
    question: string,
    reading: AnswerReading,
    make: () => Promise<Answer>,
    waitFor: WaitFor = (made) => made,
  ): Promise<KeptAnswer<Answer>> {
    const kept = this.find(question, reading);
    if (kept) return kept;
    let refusals = 0;
    while (this.#making.has(question)) {
      try {
        const made = await waitFor(this.#making.get(question)!);
        if (reading.holds(made.basis)) return made;
      } catch (error) {
        if (error instanceof TurnRefused) refusals += 1;
        else if (!(error instanceof ReaderGone)) throw error;
        if (refusals > 1) throw error;
      }
    }
    const made = make().then((answer) => this.keep(question, reading, answer));
    this.#making.set(question, made);
    try {
      return await made;
    } finally {
      this.#making.delete(question);
    }
  }
}
