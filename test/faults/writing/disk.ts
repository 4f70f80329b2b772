/** A disk that tells what is forced onto it, and fails when it is told to: disk.cpp under a process of ours. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Trial } from '../fault.js';

/** Of the bundle in dist/. */
const SOURCE = fileURLToPath(new URL('../test/faults/writing/disk.cpp', import.meta.url));
const PAGE_BYTES = 4096;

/** As disk.cpp has them, 8 bytes each. */
const FIELDS = ['failing', 'failed', 'syncs', 'unsynced', 'printed', 'syncsThen', 'unsyncedThen'] as const;
const FAILING = { nothing: 0n, syncs: 1n, writes: 2n };

export class Disk {
  readonly #page: string;
  /** What a process needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;

  private constructor(library: string, page: string, file: string) {
    this.#page = page;
    this.environment = { LD_PRELOAD: library, DISK_PAGE: page, DISK_FILE: file };
  }

  /** Under the file of a database and its log; null where it cannot be made, which needs g++ and Linux. */
  static under(trial: Trial, file: string): Disk | null {
    const library = trial.file('disk.so');
    const made = spawnSync('g++', ['-std=c++17', '-shared', '-fPIC', '-O1', SOURCE, '-o', library, '-ldl']);
    if (process.platform !== 'linux' || made.status !== 0) return null;
    const page = trial.file('disk.page');
    writeFileSync(page, Buffer.alloc(PAGE_BYTES));
    return new Disk(library, page, file);
  }

  /** Forgets what was seen, and lets something fail from now on. */
  begin(failing: keyof typeof FAILING = 'nothing'): void {
    const bytes = Buffer.alloc(FIELDS.length * 8);
    bytes.writeBigInt64LE(FAILING[failing], 0);
    const file = openSync(this.#page, 'r+');
    writeSync(file, bytes, 0, bytes.length, 0);
    closeSync(file);
  }

  get seen(): Record<(typeof FIELDS)[number], number> {
    const bytes = Buffer.alloc(FIELDS.length * 8);
    const file = openSync(this.#page, 'r');
    readSync(file, bytes, 0, bytes.length, 0);
    closeSync(file);
    const values = FIELDS.map((name, index) => [name, Number(bytes.readBigInt64LE(index * 8))]);
    return Object.fromEntries(values) as Record<(typeof FIELDS)[number], number>;
  }
}
