/**
 * Answers that wait in memory for readers that take their time. Where they become too much together, those that have waited
 * longest go: slow readers must not take the room of others.
 */
import type { ServerResponse } from 'node:http';

/** Bytes of all answers that were handed over and are not read to their end. */
const MOST_UNREAD_BYTES = 128_000_000;

export class UnreadAnswers {
  readonly #sizes = new Map<ServerResponse, number>();
  #bytes = 0;

  constructor(private readonly most: number = MOST_UNREAD_BYTES) {}

  /** An answer of so many bytes is about to be sent. */
  add(response: ServerResponse, bytes: number): void {
    this.#sizes.set(response, bytes);
    this.#bytes += bytes;
    response.once('close', () => this.#remove(response));
    for (const [oldest] of this.#sizes) {
      if (this.#bytes <= this.most || oldest === response) return;
      this.#remove(oldest);
      oldest.destroy();
    }
  }

  #remove(response: ServerResponse): void {
    this.#bytes -= this.#sizes.get(response) ?? 0;
    this.#sizes.delete(response);
  }
}
