import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LayoutOptions } from '../charts/spec/chart-frame.js';
import type { LiveChart } from '../charts/chart-lib.js';
import { LAYOUT_WIDTHS, sizesFor, WIDE_FROM } from '../charts/spec/layout.js';
import { chartSpec } from '../charts/spec/spec.js';
import type { ChartSpec } from '../charts/spec/spec-types.js';
import { breakdownSpec } from '../charts/spec/svg-only-spec.js';
import { chartNode } from '../charts/svg/svg-chart.js';
import { node } from '../charts/svg/svg-tree.js';
import { svgElement } from '../charts/svg/svg.js';
import type { Language, ModuleData } from '../formatting/types.js';
import { paletteIn } from './palette-in-force.js';
import { watchNearness, watchSize } from './shared-observers.js';
import { inOwnTask } from './own-task.js';

export interface DrawnPicture {
  node: HTMLElement;
  /** Absent while there is an empty frame. */
  spec?: ChartSpec;
  captions: readonly string[];
  /** What explains the headline in the selected window, if the module has that. */
  breakdown: { title: string; node: SVGElement; captions: readonly string[] } | null;
}

interface Shown {
  data: ModuleData;
  lang: Language;
  layout: ChartSpec['layout'];
  line: string | null;
  spec: ChartSpec;
  breakdown: DrawnPicture['breakdown'];
}

const TWO_COLUMNS_REM = 46;
const PLACE_LIMIT_MS = 250;
const WAKERS = ['pointerenter', 'touchstart', 'focusin'] as const;
const POINTERS = ['pointermove', 'pointerdown', 'pointerleave', 'pointercancel'] as const;

/**
 * Draws the chart of an element: first as SVG, once it is near the viewport. Over lines lies the interactive chart, whose
 * code is fetched when the reader first points at, touches or focuses the module; both come from one spec, so nothing
 * moves.
 */
export class ChartController implements ReactiveController {
  /** What the picture is drawn in. */
  readonly box = document.createElement('div');
  private readonly layer = document.createElement('div');
  private shown: Shown | null = null;
  private selected: number | null = null;
  private width = 0;
  private isNear = false;
  private live: LiveChart | null = null;
  private isAwake = false;
  private closers: (() => void)[] = [];
  private seen: (() => void) | null = null;
  /**
   * Settles once it is known whether the element is near the viewport, and how wide it is: drawing waits for that, so that
   * what is painted first stays. A hidden page does not say; then after a while. One element a task.
   */
  readonly isPlaced = new Promise<void>((settle) => {
    this.seen = settle;
    setTimeout(settle, PLACE_LIMIT_MS);
  }).then(inOwnTask);
  private readonly forced = matchMedia('(forced-colors: active)');
  private readonly paper = matchMedia('print');
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');

  /** @param follow what the pointer does over the picture  @param awake the reader turns to the module */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly follow: (event: PointerEvent) => void,
    private readonly awake: () => void,
  ) {
    this.box.className = 'perf-stack';
    this.layer.className = 'perf-layer';
    host.addController(this);
  }

  hostConnected(): void {
    this.closers = [
      watchNearness(this.host, ({ isIntersecting, boundingClientRect }) => {
        this.width ||= likelyWidth(this.host, boundingClientRect.width);
        this.seen?.();
        if (!isIntersecting || this.isNear) return;
        this.isNear = true;
        this.host.requestUpdate();
      }),
      watchSize(this.box, ({ contentRect }) => this.resize(contentRect.width)),
    ];
    for (const type of WAKERS) this.host.addEventListener(type, this.wake, { passive: true });
    for (const type of POINTERS) this.box.addEventListener(type, this.follow);
    this.dark.addEventListener('change', this.recolour);
  }

  hostDisconnected(): void {
    for (const close of this.closers.splice(0)) close();
    for (const type of WAKERS) this.host.removeEventListener(type, this.wake);
    for (const type of POINTERS) this.box.removeEventListener(type, this.follow);
    this.dark.removeEventListener('change', this.recolour);
    this.sleep();
  }

  /** The picture of `data` as it now can be: an empty frame of its size while it is far away. */
  draw(
    data: ModuleData,
    lang: Language,
    { selected = null, line = null }: { selected?: number | null; line?: string | null } = {},
  ): DrawnPicture | null {
    if (!data.series) return null;
    // On paper nothing comes near: there it is all drawn.
    const isWanted = this.isNear || this.paper.matches;
    if (!this.width || !isWanted) {
      // Another figure's picture must not stand under this one's headline.
      if (this.shown?.data !== data) {
        this.sleep();
        this.shown = null;
        this.showSvg(frameFor(this.width));
      }
      return this.picture();
    }
    const layout = this.width < WIDE_FROM ? 'narrow' : 'wide';
    const { shown } = this;
    const isSame =
      shown?.data === data && shown.lang === lang && shown.layout === layout && shown.line === line;
    const isMoved = selected !== this.selected;
    const options = { lang, width: LAYOUT_WIDTHS[layout], selected, line };
    const spec = isSame && (shown.spec.kind === 'LINE' || !isMoved) ? shown.spec : chartSpec(data, options);
    if (!spec) return null;
    if (!isSame || isMoved) this.showSvg(chartNode(spec, { selected }));
    const isExplained = isSame && !isMoved && shown.breakdown !== null;
    const breakdown = isExplained ? shown.breakdown : breakdownOf(data, options);
    this.shown = { data, lang, layout, line, spec, breakdown };
    this.selected = selected;
    if (spec.kind !== 'LINE') this.sleep();
    else if (!isSame) this.live?.update(spec, this.palette());
    this.live?.select(selected);
    return this.picture();
  }

  private picture(): DrawnPicture {
    const { spec, breakdown = null } = this.shown ?? {};
    return { node: this.box, spec, captions: spec?.captions ?? [], breakdown };
  }

  private resize(width: number): void {
    if (!width) return;
    const isOther = !this.width || this.width < WIDE_FROM !== width < WIDE_FROM;
    this.width = width;
    if (isOther) this.host.requestUpdate();
  }

  private showSvg(tree: ReturnType<typeof node>): void {
    const picture = svgElement(tree, document);
    this.box.replaceChildren(picture, this.layer);
  }

  private readonly wake = (): void => {
    this.awake();
    // A canvas cannot follow forced colours: there the SVG is the chart.
    if (this.isAwake || this.shown?.spec.kind !== 'LINE' || this.forced.matches) return;
    this.isAwake = true;
    import('../charts/chart-lib.js').then(
      ({ drawChart }) => this.bringToLife(drawChart),
      // Without the library the SVG, the range and the table still say everything; the next touch tries again.
      () => (this.isAwake = false),
    );
  };

  private bringToLife(drawChart: (typeof import('../charts/chart-lib.js'))['drawChart']): void {
    const { spec } = this.shown ?? {};
    if (!this.isAwake || spec?.kind !== 'LINE' || this.live) return;
    const canvas = document.createElement('canvas');
    this.layer.replaceChildren(canvas);
    this.live = drawChart(canvas, spec, {
      selected: this.selected,
      palette: this.palette(),
    });
    this.box.classList.add('perf-live');
  }

  private readonly recolour = (): void => {
    if (this.live && this.shown?.spec.kind === 'LINE') this.live.update(this.shown.spec, this.palette());
  };

  private palette(): ReturnType<typeof paletteIn> {
    return paletteIn(this.box.querySelector('svg') ?? this.box);
  }

  private sleep(): void {
    this.isAwake = false;
    this.live?.destroy();
    this.live = null;
    this.layer.replaceChildren();
    this.box.classList.remove('perf-live');
  }
}

function breakdownOf(data: ModuleData, options: LayoutOptions): DrawnPicture['breakdown'] {
  const spec = breakdownSpec(data, options);
  if (!spec) return null;
  return { title: spec.title, node: svgElement(chartNode(spec), document), captions: spec.captions };
}

/** Width of the picture before it is there: from 46 rem on the head stands beside it (styles/head-css.ts). */
function likelyWidth(host: Element, width: number): number {
  const rem = parseFloat(getComputedStyle(host.ownerDocument.documentElement).fontSize) || 16;
  return width < TWO_COLUMNS_REM * rem ? width : ((width - 2 * rem) * 5) / 7;
}

/** An empty picture of the usual size: it keeps the room until the chart is drawn. */
function frameFor(width: number): ReturnType<typeof node> {
  const size = sizesFor(!width || width >= WIDE_FROM ? LAYOUT_WIDTHS.wide : LAYOUT_WIDTHS.narrow);
  return node('svg', { class: 'perf-chart', viewBox: `0 0 ${size.width} ${size.height}` });
}
