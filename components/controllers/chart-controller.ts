import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DrawnChart } from '../charts/chart-lib.js';
import { LAYOUT_WIDTHS, sizesFor, WIDE_FROM } from '../charts/layout.js';
import { chartSpec } from '../charts/spec.js';
import type { ChartSpec } from '../charts/spec-types.js';
import { chartNode, pictureNode } from '../charts/svg-chart.js';
import { node } from '../charts/svg-tree.js';
import { svgElement, svgText } from '../charts/svg.js';
import type { Language, ModuleData } from '../formatting/types.js';
import { paletteIn } from './palette-in-force.js';
import { watchNearness, watchSize } from './shared-observers.js';

export interface DrawnPicture {
  node: HTMLElement;
  captions: readonly string[];
}

interface Shown {
  data: ModuleData;
  lang: Language;
  layout: ChartSpec['layout'];
  spec: ChartSpec;
}

const TWO_COLUMNS_REM = 46;
const PLACE_LIMIT_MS = 250;
const WAKERS = ['pointerenter', 'touchstart', 'focusin'] as const;

/**
 * Draws the chart of an element: first as SVG, once it is near the viewport; over it the interactive chart, whose code is
 * fetched when the reader first points at, touches or focuses the module. Both come from one spec, so nothing moves.
 */
export class ChartController implements ReactiveController {
  private readonly box = document.createElement('div');
  private readonly layer = document.createElement('div');
  private shown: Shown | null = null;
  private selected: number | null = null;
  private width = 0;
  private isNear = false;
  private drawn: DrawnChart | null = null;
  private isAwake = false;
  private closers: (() => void)[] = [];
  private seen: (() => void) | null = null;
  /**
   * Settles once it is known whether the element is near the viewport, and how wide it is: drawing waits for that, so that
   * what is painted first stays. A hidden page does not say; then after a while.
   */
  readonly isPlaced = new Promise<void>((settle) => {
    this.seen = settle;
    setTimeout(settle, PLACE_LIMIT_MS);
  });
  private readonly forced = matchMedia('(forced-colors: active)');
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');

  /** @param pointed the reader pointed at a moment, and perhaps at a line */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly pointed: (index: number, line: string | null) => void,
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
    this.dark.addEventListener('change', this.recolour);
  }

  hostDisconnected(): void {
    for (const close of this.closers.splice(0)) close();
    for (const type of WAKERS) this.host.removeEventListener(type, this.wake);
    this.dark.removeEventListener('change', this.recolour);
    this.isAwake = false;
    this.sleep();
  }

  /** The picture of `data` as it now can be: an empty frame of its size while it is far away. */
  draw(data: ModuleData, lang: Language, selected: number | null): DrawnPicture | null {
    if (!data.series) return null;
    if (!this.width || !this.isNear) {
      if (!this.shown) this.showSvg(frameFor(this.width));
      return { node: this.box, captions: this.shown?.spec.captions ?? [] };
    }
    const layout = this.width < WIDE_FROM ? 'narrow' : 'wide';
    const { shown } = this;
    const isSame = shown?.data === data && shown.lang === lang && shown.layout === layout;
    const spec = isSame ? shown.spec : chartSpec(data, { kind: 'line', lang, width: LAYOUT_WIDTHS[layout] });
    if (!spec) return null;
    if (!isSame || selected !== this.selected) this.showSvg(chartNode(spec, { selected }));
    this.shown = { data, lang, layout, spec };
    this.selected = selected;
    if (!isSame) this.drawn?.update(spec, this.palette());
    this.drawn?.select(selected);
    return { node: this.box, captions: spec.captions };
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
    // A canvas cannot follow forced colours: there the SVG is the chart.
    if (this.isAwake || !this.shown || this.forced.matches) return;
    this.isAwake = true;
    import('../charts/chart-lib.js').then(
      ({ drawChart }) => this.bringToLife(drawChart),
      // Without the library the SVG, the range and the table still say everything; the next touch tries again.
      () => (this.isAwake = false),
    );
  };

  private bringToLife(drawChart: (typeof import('../charts/chart-lib.js'))['drawChart']): void {
    if (!this.isAwake || !this.shown || this.drawn) return;
    const canvas = document.createElement('canvas');
    this.layer.replaceChildren(canvas);
    this.drawn = drawChart(canvas, this.shown.spec, {
      selected: this.selected,
      palette: this.palette(),
      onSelect: this.pointed,
    });
    this.box.classList.add('perf-live');
  }

  private readonly recolour = (): void => {
    if (this.drawn && this.shown) this.drawn.update(this.shown.spec, this.palette());
  };

  private palette(): ReturnType<typeof paletteIn> {
    return paletteIn(this.box.querySelector('svg') ?? this.box);
  }

  private sleep(): void {
    this.drawn?.destroy();
    this.drawn = null;
    this.layer.replaceChildren();
    this.box.classList.remove('perf-live');
  }
}

/** The chart as a picture of its own, as SVG text; empty where there is nothing to draw. */
export function pictureText(data: ModuleData, lang: Language): string {
  const spec = chartSpec(data, { kind: 'line', lang });
  return spec ? svgText(pictureNode(spec)) : '';
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
