/**
 * The most memory that a process had, told by itself on standard error when it ends. Linux only. `maxRSS` will not do: it
 * begins with what the process had from which this one was forked.
 */
const SCRIPT = `
  import { readFileSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => {
    const [, kilobytes] = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
    console.error('peak ' + kilobytes);
  });`;

/** For node's `--import`. */
export const TELL_PEAK = `data:text/javascript,${encodeURIComponent(SCRIPT)}`;

/** Megabytes, from what such a process wrote to standard error. */
export const peakOf = (stderr: string): number => Number(/^peak (\d+)$/m.exec(stderr)?.[1]) / 1024;
