/** What stands at a point while it is read: fetched at the first touch. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { xOf, yOf } from '../charts/axes/scale.js';
import { nearestIndex, nearestLine } from '../charts/line/nearest-point.js';
import { fitOf } from '../charts/spec/layout.js';
import type { ChartSpec, Swatch } from '../charts/spec/spec-types.js';
import { pickWindow } from '../charts/svg/hit-zones.js';
import { TIP_CSS } from '../styles/tip-css.js';
import type { PointRow, PointView } from '../view/module-view.types.js';

export { pointView } from '../view/point-view.js';

let sheet: CSSStyleSheet | null = null;

/** Lets a shadow root show what this file makes. */
export function dress(root: ShadowRoot): void {
  sheet ??= new CSSStyleSheet();
  sheet.replaceSync(TIP_CSS);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

interface Place {
  index: number;
  /** Key of the line that is pointed at; null where the place alone does not say. */
  line: string | null;
}

type Pointer = Pick<PointerEvent, 'clientX' | 'clientY'>;

/** Which point of the picture in a box the pointer is at; null where nothing is to be read. */
export function pointAt(spec: ChartSpec, box: Element, { clientX, clientY }: Pointer): Place | null {
  const bounds = box.getBoundingClientRect();
  const { scale, left, top } = fitOf(spec, bounds);
  const [x, y] = [(clientX - bounds.left - left) / scale, (clientY - bounds.top - top) / scale];
  if (spec.kind !== 'LINE') return pickWindow(spec, x, y);
  if (!spec.x.positions.length) return null;
  const index = nearestIndex(spec, x);
  return { index, line: nearestLine(spec, index, y) };
}

/** How a row's line is drawn; null where the picture tells its lines apart by place. */
function lookOf(spec: ChartSpec, { key, role }: PointRow): Pick<Swatch, 'ink' | 'dash'> | null {
  if (spec.kind === 'LINE') return spec.lines.find((line) => line.key === key && line.role === role) ?? null;
  return (role === 'PRIMARY' && spec.looks?.get(key)) || null;
}

/** Several lines as they stand above one another at the point, those without a value last. */
function inHeight(rows: readonly PointRow[]): readonly PointRow[] {
  if (rows.filter(({ role }) => role === 'PRIMARY').length < 2) return rows;
  const height = ({ amount }: PointRow): number => amount ?? -Infinity;
  return [...rows].sort((a, b) => (height(b) > height(a) ? 1 : height(b) < height(a) ? -1 : 0));
}

/** Of pictures in which each line has a place of its own the line that is pointed at, of others all. */
function rowsShown({ rows }: PointView, spec: ChartSpec, pointed: Place | null): readonly PointRow[] {
  switch (spec.kind) {
    case 'LINE':
      return inHeight(rows);
    case 'STACKED':
    case 'SHARE':
      // As they stand on each other.
      return [...rows].reverse();
    default: {
      const own = rows.filter(({ key }) => key === pointed?.line);
      const isOnly = rows.filter(({ role }) => role === 'PRIMARY').length === 1;
      return isOnly ? rows : own;
    }
  }
}

/** @param pointed where the pointer is, if it is over the picture */
export function tipTemplate(
  view: PointView | null,
  spec: ChartSpec,
  pointed: Place | null,
): TemplateResult | null {
  const rows = view ? rowsShown(view, spec, pointed) : [];
  if (!view || !rows.length || spec.emptyText !== null) return null;
  const hasSeveral = rows.filter(({ role }) => role === 'PRIMARY').length > 1;
  const isBold = ({ key, role, isChosen }: PointRow): boolean =>
    hasSeveral && role === 'PRIMARY' && (pointed?.line ? key === pointed.line : isChosen);
  return html`<div class="perf-tip">
    <p class="perf-tip-period">${view.period}</p>
    <div class="perf-tip-rows">
      ${rows.map((row) => {
        const look = lookOf(spec, row);
        return html`<div class=${isBold(row) ? 'perf-pointed' : nothing}>
          ${
            look &&
            html`<svg class="perf-swatch" viewBox="0 0 18 6">
              ${svg`<path class="perf-s-${look.ink}" d="M0 3H18" stroke-width="4" stroke-dasharray=${look.dash.join(' ') || nothing}></path>`}
            </svg>`
          }
          <span>${row.label}</span>
          <b>${row.value}${row.share === null ? nothing : ` (${row.share})`}</b>
          ${row.notes.map((note) => html`<small>${note}</small>`)}
        </div>`;
      })}
    </div>
    ${view.change ? html`<p>${view.change}</p>` : nothing}
    ${view.coverage ? html`<p>${view.coverage}</p>` : nothing}
  </div>`;
}

/** How many pixels of the screen one of the box is, where the page has zoomed or scaled what is around it. */
const zoomOf = (box: HTMLElement): number => box.getBoundingClientRect().width / box.offsetWidth || 1;

/** Lays the choice of a line over its name in the picture; a line without a name there is chosen by keyboard, or by pointing at it. */
export function placePicks(root: ParentNode, box: HTMLElement): void {
  const [origin, zoom] = [box.getBoundingClientRect(), zoomOf(box)];
  for (const pick of root.querySelectorAll<HTMLElement>('.perf-pick')) {
    const { line = '' } = pick.dataset;
    const names = [...box.querySelectorAll(`svg [data-line="${CSS.escape(line)}"]`)].map((name) =>
      name.getBoundingClientRect(),
    );
    pick.classList.toggle('perf-unseen', !names.length);
    if (!names.length) continue;
    const [left, top] = [
      Math.min(...names.map((each) => each.left)),
      Math.min(...names.map((each) => each.top)),
    ];
    // Through the CSSOM, which no content security policy forbids.
    Object.assign(pick.style, {
      left: `${(left - origin.left) / zoom}px`,
      top: `${(top - origin.top) / zoom}px`,
      width: `${(Math.max(...names.map(({ right }) => right)) - left) / zoom}px`,
      height: `${(Math.max(...names.map(({ bottom }) => bottom)) - top) / zoom}px`,
    });
  }
}

const GAP = 14;
const FINGER = 28;

/** Beside the point where there is room, else above or below its lines; never outside the picture to the left or right. */
export function placeTip(
  tip: HTMLElement,
  box: HTMLElement,
  spec: ChartSpec,
  { index, at }: { index: number; at: Pointer | null },
): void {
  const [origin, zoom] = [box.getBoundingClientRect(), zoomOf(box)];
  const bounds = { width: origin.width / zoom, height: origin.height / zoom };
  const { scale, left, top } = fitOf(spec, bounds);
  const point = placeOf(spec, index);
  const pointer = at && (at.clientY - origin.top) / zoom;
  const x = point.x === null ? ((at?.clientX ?? 0) - origin.left) / zoom : left + point.x * scale;
  const [high, low] = [top + point.high * scale, top + point.low * scale];
  const { offsetWidth: width, offsetHeight: height } = tip;
  const beside = x + GAP + width <= bounds.width ? x + GAP : x - GAP - width;
  const hasRoom = beside >= 0;
  const [above, below] = [Math.min(high, pointer ?? high) - FINGER, Math.max(low, pointer ?? low) + FINGER];
  const level = (pointer ?? (high + low) / 2) - height / 2;
  const place = {
    left: hasRoom ? beside : Math.max(0, Math.min(bounds.width - width, x - width / 2)),
    top: hasRoom
      ? Math.max(0, Math.min(bounds.height - height, level))
      : above >= height || below + height > bounds.height
        ? above - height
        : below,
  };
  // Through the CSSOM, which no content security policy forbids.
  tip.style.left = `${Math.round(place.left)}px`;
  tip.style.top = `${Math.round(place.top)}px`;
}

interface PointPlace {
  /** Null across where the pointer alone says it. */
  x: number | null;
  high: number;
  low: number;
}

/** Where the values of a point stand, in layout units. */
function placeOf(spec: ChartSpec, index: number): PointPlace {
  const { top, bottom } = spec.plot;
  const middle = (top + bottom) / 2;
  if (spec.kind !== 'LINE') {
    const zone = spec.zones.find(
      ({ line, first = 0, centres }) => line === null && index >= first && index < first + centres.length,
    );
    const level = zone?.first ? (zone.top + zone.bottom) / 2 : middle;
    return { x: zone?.centres[index - (zone.first ?? 0)] ?? null, high: level, low: level };
  }
  const ys = spec.lines.flatMap(({ values }) => {
    const value = values[index] ?? null;
    return value === null ? [] : yOf(spec, value);
  });
  return {
    x: xOf(spec, spec.x.positions[index]!),
    high: ys.length ? Math.min(...ys) : middle,
    low: ys.length ? Math.max(...ys) : middle,
  };
}
