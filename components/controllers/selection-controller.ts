import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ModuleData, SeriesData } from '../formatting/types.js';
import { joinGroup, shareSelection, type SyncMember } from './sync-group.js';

/** The point in time that is read, and the line where there are several; null once the reader has left it. */
export interface Selection {
  /** Position in `data.series.starts`. */
  index: number | null;
  start: string | null;
  line: string | null;
}

interface SelectionHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
  readonly data: ModuleData | null;
  sync: string;
  selectionChanged(selection: Selection): void;
}

/**
 * Which point in time and which line the reader reads; shared by elements with the same `sync` word. What the slider chose
 * stays until it is moved again; what the pointer points at goes when that leaves.
 */
export class SelectionController implements ReactiveController, SyncMember {
  /** Moments are kept as their starts: new data may have them at another position. */
  #kept: string | null = null;
  #pointed: string | null = null;
  #line: string | null = null;
  #isRead = false;
  /** What was last told of, so that nothing is told twice. */
  #told: string | null = null;
  #group = '';
  #leave: (() => void) | null = null;
  /** The press that was last, if it was on the chart. */
  #pressedInside: Event | null = null;

  readonly #host: SelectionHost;

  constructor(host: SelectionHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#press);
    document.addEventListener('pointerdown', this.#turnAway);
    document.addEventListener('keydown', this.#turnAway);
  }

  hostUpdate(): void {
    if (!this.#host.isConnected || this.#host.sync === this.#group) return;
    this.#leaveGroup();
    this.#group = this.#host.sync;
    if (this.#group) this.#leave = joinGroup(this.#group, this);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerdown', this.#press);
    document.removeEventListener('pointerdown', this.#turnAway);
    document.removeEventListener('keydown', this.#turnAway);
    this.#leaveGroup();
  }

  #leaveGroup(): void {
    this.#leave?.();
    this.#leave = null;
    this.#group = '';
  }

  /** Whether the reader is at a point of this element now, so that its values stand there. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** The choice as options of the views; nothing until the reader chooses, or where the data has no such moment. */
  chosenIn({ series }: ModuleData): { selected?: number; line?: string } {
    const start = this.#pointed ?? this.#kept;
    const selected = start === null || !series ? -1 : series.starts.indexOf(start);
    return { ...(selected >= 0 && { selected }), ...(this.#line !== null && { line: this.#line }) };
  }

  /** The slider was moved to a moment. */
  select(index: number): void {
    this.#kept = this.#startAt(index);
    this.#apply(null, this.#line, true);
  }

  /** The pointer is at a moment, and pressed on a line if one is given. */
  point(index: number, line: string | null): void {
    this.#apply(this.#startAt(index), line ?? this.#line, true);
  }

  choose(line: string): void {
    this.#apply(this.#pointed, line, this.#isRead);
  }

  /** Pointer or focus has gone elsewhere. */
  leave(): void {
    if (this.#isRead) this.#apply(null, this.#line, false);
  }

  followSelection(start: string | null): void {
    const series = this.#host.data?.series;
    const index = series && start !== null ? indexAt(series, start) : -1;
    this.#apply(this.#startAt(index), this.#line, false, false);
  }

  #startAt(index: number): string | null {
    return this.#host.data?.series?.starts[index] ?? null;
  }

  /** Looked at here, for in the document nobody sees into a closed shadow root around the element. */
  readonly #press = (event: Event): void => {
    const chart = this.#host.renderRoot.querySelector('.perf-show');
    this.#pressedInside = chart !== null && event.composedPath().includes(chart) ? event : null;
  };

  /** Escape, and whatever is pressed outside the chart, end the reading. */
  readonly #turnAway = (event: Event): void => {
    const isTurned = event instanceof KeyboardEvent ? event.key === 'Escape' : event !== this.#pressedInside;
    if (isTurned) this.leave();
  };

  #apply(pointed: string | null, line: string | null, isRead: boolean, isOwn = true): void {
    const start = pointed ?? this.#kept;
    const isSame = start === this.#told && line === this.#line;
    if (isSame && isRead === this.#isRead && pointed === this.#pointed) return;
    this.#pointed = pointed;
    this.#line = line;
    this.#isRead = isRead;
    this.#host.requestUpdate();
    if (isSame) return;
    this.#told = start;
    const index = start === null ? -1 : (this.#host.data?.series?.starts.indexOf(start) ?? -1);
    this.#host.selectionChanged({ index: index < 0 ? null : index, start, line });
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
