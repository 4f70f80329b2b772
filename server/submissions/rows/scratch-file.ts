/** A file for what does not fit into memory: columns of numbers, written once and read in ranges. */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, SystemError } from '../../errors.js';

type NumberColumn = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** Columns of one length, in a fixed order. */
export type NumberColumns = Readonly<Record<string, NumberColumn>>;

/** Where columns lie in the file. */
export interface Written {
  /** Rows. */
  length: number;
  /** The first byte of each column. */
  offsets: readonly number[];
}

/** Nothing is on disk before the first `write`. The file has no name: it goes away with the process, however that ends. */
export class ScratchFile {
  #descriptor: number | undefined;
  #end = 0;

  /**
   * Writes the first `length` rows of columns.
   *
   * @throws SystemError that names the folder if it has no room (507) or cannot be written.
   */
  write(columns: NumberColumns, length: number): Written {
    try {
      this.#descriptor ??= openUnnamed();
      const offsets = Object.values(columns).map((column) => {
        const offset = this.#end;
        const bytes = bytesOf(column, 0, length);
        for (let done = 0; done < bytes.length;) {
          done += writeSync(this.#descriptor!, bytes, done, bytes.length - done, offset + done);
        }
        this.#end += bytes.length;
        return offset;
      });
      return { length, offsets };
    } catch (error) {
      throw explained(error);
    }
  }

  /** Reads the rows from `from` into the beginning of columns of the same kinds, `count` of them. */
  read({ offsets }: Written, from: number, count: number, into: NumberColumns): void {
    for (const [i, column] of Object.values(into).entries()) {
      const bytes = bytesOf(column, 0, count);
      const offset = offsets[i] + from * column.BYTES_PER_ELEMENT;
      for (let done = 0; done < bytes.length;) {
        const read = readSync(this.#descriptor!, bytes, done, bytes.length - done, offset + done);
        if (read === 0) throw new Error('a scratch file is shorter than what was written to it');
        done += read;
      }
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

const bytesOf = (column: NumberColumn, from: number, to: number): Uint8Array => {
  const { buffer, byteOffset, byteLength } = column.subarray(from, to);
  return new Uint8Array(buffer, byteOffset, byteLength);
};

function openUnnamed(): number {
  const path = join(tmpdir(), `perfplat-${randomUUID()}`);
  const descriptor = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return descriptor;
}

function explained(error: unknown): SystemError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `there is no room in ${tmpdir()}, where large deliveries are sorted: nothing was stored. Make room, or name another folder in TMPDIR`;
    return new SystemError(message, 'DISK_FULL', 507, { retryAfter: 60, cause: error });
  }
  const message = `large deliveries are sorted in ${tmpdir()}, which cannot be written (${messageOf(error)}): nothing was stored. Name another folder in TMPDIR`;
  return new SystemError(message, 'SCRATCH_UNUSABLE', 500, { cause: error });
}
