/** Pictures as PNG, for what shows no SVG: slides, messages, previews of links. */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { ResvgRenderOptions } from '@resvg/resvg-js';

const { resolve } = createRequire(import.meta.url);
/** One open font with the widths that charts are laid out for, so that every machine makes the same picture. */
const FONTS = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf'].map((file) =>
  resolve(`@expo-google-fonts/arimo/${file}`),
);
/** Pixels for a unit of the layout. */
const SCALE = 2;
const OPTIONS: ResvgRenderOptions = {
  font: {
    loadSystemFonts: false,
    fontFiles: FONTS,
    defaultFontFamily: 'Arimo',
    sansSerifFamily: 'Arimo',
  },
  fitTo: { mode: 'zoom', value: SCALE },
  background: '#ffffff',
  logLevel: 'off',
};
/**
 * A thread of its own, because the library draws in another thread but encodes in the one that asks: 30 ms in which
 * nobody is answered. As text, so that the sources and what is built from them run the same.
 *
 * A picture takes some 20 MB outside the heap, until the object that holds it is cleared away. The thread's heap is so small
 * that it would not be for minutes, in which 600 MB come together: it is told to when a picture has been handed over.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { Resvg } = require(workerData.library);
require('node:v8').setFlagsFromString('--expose-gc');
const clearAway = require('node:vm').runInNewContext('gc');
parentPort.on('message', ({ id, svg }) => {
  try {
    parentPort.postMessage({ id, png: new Resvg(svg, workerData.options).render().asPng() });
  } catch (error) {
    parentPort.postMessage({ id, fault: String(error) });
  }
  setImmediate(clearAway);
});`;

interface Waiting {
  keep(png: Buffer): void;
  fail(error: Error): void;
}

class PngThread {
  readonly #waiting = new Map<number, Waiting>();
  readonly #worker: Worker;
  #last = 0;

  /** @param ended the thread is gone, and what it had not drawn has failed */
  constructor(ended: () => void) {
    const workerData = { library: resolve('@resvg/resvg-js'), options: OPTIONS };
    this.#worker = new Worker(THREAD, { eval: true, workerData });
    this.#worker.unref();
    this.#worker.on('message', ({ id, png, fault }: { id: number; png?: Uint8Array; fault?: string }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#worker.unref();
      if (png) waiting?.keep(Buffer.from(png));
      else waiting?.fail(new Error(`The picture could not be drawn: ${fault}`));
    });
    const end = (error?: Error): void => {
      ended();
      const cause = error ?? new Error('The thread that draws pictures has ended');
      for (const { fail } of this.#waiting.values()) fail(cause);
      this.#waiting.clear();
    };
    this.#worker.on('error', end);
    this.#worker.on('exit', () => end());
  }

  draw(svg: string): Promise<Buffer> {
    return new Promise((keep, fail) => {
      const id = (this.#last += 1);
      this.#waiting.set(id, { keep, fail });
      this.#worker.ref();
      this.#worker.postMessage({ id, svg });
    });
  }
}

let thread: PngThread | null = null;

/** Draws a picture that only has our own nodes. Pictures wait for each other: one is made at a time. */
export function pngOf(svg: string): Promise<Buffer> {
  thread ??= new PngThread(() => (thread = null));
  return thread.draw(svg);
}
