import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ModuleData, SeriesData } from '../formatting/types.js';
import { figureIndex } from '../view/point.js';
import { joinGroup, shareSelection, type SyncMember } from './sync-group.js';

/** A point in time, and the line that is read where there are several. */
export interface Selection {
  /** Position in `data.series.starts`. */
  index: number;
  start: string;
  line: string | null;
}

interface SelectionHost extends ReactiveControllerHost, HTMLElement {
  readonly data: ModuleData | null;
  sync: string;
  selectionChanged(selection: Selection): void;
}

/** Which point in time and which line the reader reads; shared by elements with the same `sync` word. */
export class SelectionController implements ReactiveController, SyncMember {
  /** The moment is kept as its start: new data may have it at another position. */
  #start: string | null = null;
  #line: string | null = null;
  #group = '';
  #leave: (() => void) | null = null;

  readonly #host: SelectionHost;

  constructor(host: SelectionHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    if (!this.#host.isConnected || this.#host.sync === this.#group) return;
    this.hostDisconnected();
    this.#group = this.#host.sync;
    if (this.#group) this.#leave = joinGroup(this.#group, this);
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = null;
    this.#group = '';
  }

  /** The choice as options of the views; nothing until the reader chooses, or where the data has no such moment. */
  chosenIn({ series }: ModuleData): { selected?: number; line?: string } {
    const selected = this.#start === null || !series ? -1 : series.starts.indexOf(this.#start);
    return selected < 0 ? {} : { selected, ...(this.#line !== null && { line: this.#line }) };
  }

  select(index: number): void {
    this.#apply(index, this.#line);
  }

  /** The pointer is at a moment and nearest to a line. */
  point(index: number, line: string | null): void {
    this.#apply(index, line ?? this.#line);
  }

  choose(line: string): void {
    const { data } = this.#host;
    if (data) this.#apply(this.chosenIn(data).selected ?? figureIndex(data), line);
  }

  followSelection(start: string): void {
    const series = this.#host.data?.series;
    if (series) this.#apply(indexAt(series, start), this.#line, false);
  }

  #apply(index: number, line: string | null, isOwn = true): void {
    const start = this.#host.data?.series?.starts[index];
    if (start === undefined || (start === this.#start && line === this.#line)) return;
    this.#start = start;
    this.#line = line;
    this.#host.requestUpdate();
    this.#host.selectionChanged({ index, start, line });
    if (isOwn && this.#group) shareSelection(this.#group, this, start);
  }
}

/** The point that begins at `start`, else the last one that holds it: members may have other periods. */
function indexAt({ starts, ends }: SeriesData, start: string): number {
  const exact = starts.indexOf(start);
  if (exact >= 0) return exact;
  const time = Date.parse(start);
  return starts.findLastIndex(
    (each, index) => Date.parse(each) <= time && time < Date.parse(ends[index] ?? each),
  );
}
