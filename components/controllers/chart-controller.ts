import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LayoutOptions } from '../charts/spec/chart-frame.js';
import type { LiveChart } from '../charts/chart-lib.js';
import { drawnKind } from '../charts/spec/drawn-kind.js';
import { LAYOUT_WIDTHS, sizesFor, WIDE_FROM } from '../charts/spec/layout.js';
import { lineSpec } from '../charts/line/line-spec.js';
import type { ChartSpec } from '../charts/spec/spec-types.js';
import { chartNode } from '../charts/svg/svg-chart.js';
import { node } from '../charts/svg/svg-tree.js';
import { svgElement } from '../charts/svg/svg.js';
import type { Language, ModuleData } from '../formatting/types.js';
import { isDrawnFrom } from './drawn-results.js';
import type { DrawnPicture } from './drawn-picture.js';
import { paletteIn } from './palette-in-force.js';
import { watchNearness, watchSize } from './shared-observers.js';
import { inOwnTask } from './own-task.js';
import { likelyWidth } from './likely-width.js';

export interface Picture {
  node: HTMLElement;
  /** Absent while there is an empty frame, or the picture that the loader drew. */
  spec?: ChartSpec;
  captions: readonly string[];
  /** What explains the headline in the selected window, if the module has that. */
  breakdown: { node: SVGElement; captions: readonly string[] } | null;
}

interface Shown {
  data: ModuleData;
  lang: Language;
  layout: ChartSpec['layout'];
  height: number | undefined;
  line: string | null;
  spec: ChartSpec;
  breakdown: Picture['breakdown'];
}

/** The kinds that are not lines, once a module needed them. */
let kinds: typeof import('../charts/spec/svg-only-spec.js') | null = null;

const needsKinds = (data: ModuleData): boolean => drawnKind(data) !== 'LINE' || Boolean(data.breakdown);

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
  /** What was drawn when the element took over. */
  private drawnFor: { data: ModuleData; lang: Language } | null = null;
  private selected: number | null = null;
  private width = 0;
  /** What `--perf-chart-height` comes to where the box stands, in CSS pixels; 0 where nobody says it. */
  private askedHeight = 0;
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

  /**
   * @param follow what the pointer does over the picture
   * @param awake the reader turns to the module
   * @param drawn what the loader drew of the first data: until the reader turns to it, no code is needed for that
   */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement & { readonly data: ModuleData | null },
    private readonly follow: (event: PointerEvent) => void,
    private readonly awake: () => void,
    private drawn: DrawnPicture | null,
  ) {
    this.box.className = 'perf-stack';
    this.layer.className = 'perf-layer';
    host.addController(this);
  }

  hostConnected(): void {
    this.closers = [
      watchNearness(this.host, ({ isIntersecting, boundingClientRect }) => {
        this.width ||= likelyWidth(boundingClientRect.width);
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

  /** On paper nothing comes near, and what has no place on the screen has none that is known: there it is all drawn. */
  private get isWanted(): boolean {
    return (this.isNear && this.width > 0) || this.paper.matches;
  }

  /** Fetches what `data` is drawn with, if that is not there and the picture can be seen. */
  async prepare(data: ModuleData): Promise<void> {
    if (kinds || !needsKinds(data) || !this.isWanted) return;
    try {
      kinds = await import('../charts/spec/svg-only-spec.js');
      this.host.requestUpdate();
    } catch {
      // Headline, sentence and table stand without it; the next update tries again.
    }
  }

  /** The picture of `data` as it now can be: an empty frame of its size while it is far away, or its code on the way. */
  draw(
    data: ModuleData,
    lang: Language,
    { selected = null, line = null }: { selected?: number | null; line?: string | null } = {},
  ): Picture | null {
    if (!data.series) return null;
    const { layout, height } = this;
    const isTouched = selected !== null || line !== null;
    if (!this.isDrawn(data, lang, layout) || isTouched) void this.prepare(data);
    // It stays until the code is there for what the reader chose.
    if (this.drawn && !kinds && drawnKind(data) !== 'LINE' && this.drawnFor?.data === data) {
      const { svg, captions, breakdown } = this.drawn;
      if (svg.parentNode !== this.box) this.box.replaceChildren(svg, this.layer);
      return { node: this.box, captions, breakdown };
    }
    if (!this.isWanted || (drawnKind(data) !== 'LINE' && !kinds)) {
      // Another figure's picture must not stand under this one's headline.
      if (this.shown?.data !== data) {
        this.sleep();
        this.shown = null;
        this.showSvg(frameFor(layout, height));
      }
      return this.picture();
    }
    const { shown } = this;
    const isSame =
      shown?.data === data &&
      shown.lang === lang &&
      shown.layout === layout &&
      shown.height === height &&
      shown.line === line;
    const isMoved = selected !== this.selected;
    const options = { lang, width: LAYOUT_WIDTHS[layout], height, selected, line };
    const spec = isSame && (shown.spec.kind === 'LINE' || !isMoved) ? shown.spec : specOf(data, options);
    if (!spec) return null;
    if (!isSame || isMoved) this.showSvg(chartNode(spec, { selected }));
    const breakdown =
      this.drawnBreakdown(data) ?? ((isSame && !isMoved && shown.breakdown) || breakdownOf(data, options));
    this.shown = { data, lang, layout, height, line, spec, breakdown };
    this.selected = selected;
    if (spec.kind !== 'LINE') this.sleep();
    else if (!isSame) this.live?.update(spec, this.palette());
    this.live?.select(selected);
    return this.picture();
  }

  /** That of what the loader drew until it is known how wide the element is. */
  private get layout(): ChartSpec['layout'] {
    if (!this.width && this.drawn) return this.drawn.layout;
    return this.width && this.width < WIDE_FROM ? 'narrow' : 'wide';
  }

  /** Whether what the loader drew is what the chart would be, as long as nobody reads a point of it. */
  private isDrawn(data: ModuleData, lang: Language, layout: ChartSpec['layout']): boolean {
    // The tag may ask for another figure than when it was drawn.
    if (!this.drawnFor && !isDrawnFrom(this.host, this.host.data)) this.drawn = null;
    if (!this.drawn) return false;
    this.drawnFor ??= { data, lang };
    const fits = this.drawn.layout === layout && (this.height === undefined || !this.drawn.hasPlot);
    return fits && this.drawnFor.data === data && this.drawnFor.lang === lang;
  }

  /** What the loader drew to explain the headline: it stays until the code for another is there. */
  private drawnBreakdown(data: ModuleData): Picture['breakdown'] {
    return this.drawn && !kinds && this.drawnFor?.data === data ? this.drawn.breakdown : null;
  }

  private picture(): Picture {
    const { spec, breakdown = null } = this.shown ?? {};
    return { node: this.box, spec, captions: spec?.captions ?? [], breakdown };
  }

  /** As the page wants it, in layout units: only the plot follows it, text keeps its size. */
  private get height(): number | undefined {
    const { width, askedHeight, layout } = this;
    return width && askedHeight
      ? Math.round((10 * askedHeight * LAYOUT_WIDTHS[layout]) / width) / 10
      : undefined;
  }

  /** Looks how tall the page wants the picture: its style sheets say so once the box stands there. */
  measure(): void {
    const { minHeight } = getComputedStyle(this.layer);
    const asked = minHeight.endsWith('px') ? parseFloat(minHeight) : 0;
    if (asked === this.askedHeight) return;
    this.askedHeight = asked;
    this.width = this.box.clientWidth || this.width;
    this.host.requestUpdate();
  }

  private resize(width: number): void {
    if (!width) return;
    const [layout, height] = [this.width ? this.layout : null, this.height];
    this.width = width;
    if (layout !== this.layout || height !== this.height) this.host.requestUpdate();
  }

  private showSvg(tree: ReturnType<typeof node>): void {
    const picture = svgElement(tree, document);
    this.box.replaceChildren(picture, this.layer);
  }

  private readonly wake = (): void => {
    this.awake();
    if (this.drawnFor) void this.prepare(this.drawnFor.data);
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

function specOf(data: ModuleData, options: LayoutOptions): ChartSpec | null {
  const { series } = data;
  const chart = drawnKind(data);
  if (!series) return null;
  return chart === 'LINE'
    ? lineSpec(data, series, options)
    : (kinds?.svgOnlySpec(data, series, chart, options) ?? null);
}

function breakdownOf(data: ModuleData, options: LayoutOptions): Picture['breakdown'] {
  const spec = kinds?.breakdownSpec(data, options);
  if (!spec) return null;
  return { node: svgElement(chartNode(spec), document), captions: spec.captions };
}

/** An empty picture of the usual size: it keeps the room until the chart is drawn. */
function frameFor(layout: ChartSpec['layout'], height: number | undefined): ReturnType<typeof node> {
  const size = sizesFor(LAYOUT_WIDTHS[layout], height);
  return node('svg', { class: 'perf-chart', viewBox: `0 0 ${size.width} ${size.height}` });
}
