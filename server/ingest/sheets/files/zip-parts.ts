/** The parts of a workbook, which is a ZIP file: unpacked one by one as they are asked for, within one limit for all. */
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { InputError } from '../../../errors.js';
import { MOST_BYTES } from '../../delivery-limits.js';

/** A workbook has some dozens. */
const MOST_PARTS = 10_000;

const ENCRYPTED = 1;

export class ZipParts {
  /** Bytes that may still be unpacked. */
  #left = MOST_BYTES;

  private constructor(
    private readonly name: string,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws InputError of too many parts, and the reader's errors of what is no ZIP file. */
  static async open(name: string, bytes: Uint8Array): Promise<ZipParts> {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      yauzl.fromBuffer(buffer, { lazyEntries: true, autoClose: false }, (error, opened) =>
        error ? reject(error) : resolve(opened),
      );
    });
    const entries = new Map<string, Entry>();
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        entries.set(keyOf(entry.fileName), entry);
        if (entries.size > MOST_PARTS) reject(tooLarge(name, `it has more than ${MOST_PARTS} parts`));
        else zip.readEntry();
      });
      zip.on('end', resolve);
      zip.on('error', reject);
      zip.readEntry();
    });
    return new ZipParts(name, zip, entries);
  }

  has(path: string): boolean {
    return this.entries.has(keyOf(path));
  }

  /**
   * The bytes of a part; of one that is not there none.
   *
   * @throws InputError past the limit, also where the file says less than it unpacks to
   */
  async *read(path: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(keyOf(path));
    if (!entry) return;
    if (entry.generalPurposeBitFlag & ENCRYPTED) throw withPassword(this.name);
    this.#take(entry.uncompressedSize, 0);
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      this.zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      this.#take(chunk.length, chunk.length);
      yield chunk;
    }
  }

  #take(needed: number, taken: number): void {
    if (needed > this.#left) throw tooLarge(this.name, 'it unpacks to more than 20 MB');
    this.#left -= taken;
  }
}

/** The names of parts are compared without case. */
const keyOf = (path: string): string => path.replace(/^\//, '').toLowerCase();

const tooLarge = (name: string, what: string): InputError =>
  new InputError(
    `${name}: ${what}, and no more is read: save the sheet alone as a CSV file, or in parts`,
    413,
    'TOO_LARGE',
  );

export const withPassword = (name: string): InputError =>
  new InputError(
    `${name} is protected with a password and cannot be read: in Excel choose File, Info, Protect Workbook, Encrypt with Password, clear the password and save it`,
    422,
    'FILE_UNREADABLE',
  );
