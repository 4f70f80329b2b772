/**
 * Answers by their entity tags, which name everything they depend on: many readers of one page in one minute cost one.
 * Pages of all services take long enough to hold up whoever comes after.
 */
export interface AnswerCacheLimits {
  /** Answers that are kept. */
  entries: number;
  /** Characters (of pictures: bytes) of their bodies together. */
  characters: number;
}

const LIMITS: AnswerCacheLimits = { entries: 500, characters: 16_000_000 };

interface Kept<Answer> {
  answer: Promise<Answer>;
  /** Null while it is being made. */
  size: number | null;
}

export class AnswerCache<Answer extends { status: number; body: string | Buffer }> {
  readonly #kept = new Map<string, Kept<Answer>>();
  #characters = 0;

  constructor(private readonly limits: AnswerCacheLimits = LIMITS) {}

  /** The answer of `tag`; whoever asks for the same while it is made waits for it. Only whole answers (200) are kept. */
  answer(tag: string, make: () => Promise<Answer>): Promise<Answer> {
    const known = this.#kept.get(tag);
    if (known) return known.answer;
    const entry: Kept<Answer> = { answer: make(), size: null };
    this.#kept.set(tag, entry);
    entry.answer.then(
      ({ status, body }) => (status === 200 ? this.#keep(tag, entry, body.length) : this.#drop(tag)),
      () => this.#drop(tag),
    );
    return entry.answer;
  }

  #keep(tag: string, entry: Kept<Answer>, size: number): void {
    entry.size = size;
    this.#characters += size;
    // The oldest go first: their minute is over soonest.
    for (const [oldest] of this.#kept) {
      const isWithin = this.#characters <= this.limits.characters && this.#kept.size <= this.limits.entries;
      if (isWithin) return;
      if (oldest !== tag) this.#drop(oldest);
    }
    if (this.#characters > this.limits.characters) this.#drop(tag);
  }

  #drop(tag: string): void {
    this.#characters -= this.#kept.get(tag)?.size ?? 0;
    this.#kept.delete(tag);
  }
}
