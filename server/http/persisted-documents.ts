/**
 * Documents by their hash (Apollo's persisted-query extension). The elements' own are there from the start and stay; what
 * others register is kept while there is room, so that strangers cannot push the elements' documents out.
 */
import { createHash } from 'node:crypto';

const PREFIX = 'apq:';
/** Characters of strangers' documents that are kept. */
const ROOM = 2_000_000;

export const documentHash = (document: string): string => createHash('sha256').update(document).digest('hex');

/** Apollo's key-value cache. */
export class PersistedDocuments {
  private readonly registered: ReadonlyMap<string, string>;
  private readonly others = new Map<string, string>();
  private size = 0;

  constructor(documents: readonly string[]) {
    this.registered = new Map(documents.map((document) => [PREFIX + documentHash(document), document]));
  }

  async get(key: string): Promise<string | undefined> {
    return this.registered.get(key) ?? this.others.get(key);
  }

  async set(key: string, document: string): Promise<void> {
    if (this.registered.has(key)) return;
    await this.delete(key);
    this.others.set(key, document);
    this.size += document.length;
    for (const [oldest] of this.others) {
      if (this.size <= ROOM) return;
      await this.delete(oldest);
    }
  }

  async delete(key: string): Promise<boolean> {
    this.size -= this.others.get(key)?.length ?? 0;
    return this.others.delete(key);
  }
}
