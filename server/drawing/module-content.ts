/** A module as HTML that needs no script: for our pages, where the element takes it over, and for other people's. */
import { LAYOUT_WIDTHS } from '../../components/charts/spec/layout.js';
import { breakdownSpec } from '../../components/charts/spec/svg-only-spec.js';
import { chartSpec } from '../../components/charts/spec/spec.js';
import type { ChartSpec } from '../../components/charts/spec/spec-types.js';
import { chartNode } from '../../components/charts/svg/svg-chart.js';
import { svgText } from '../../components/charts/svg/svg.js';
import type { Language, ModuleData } from '../../components/formatting/types.js';
import { markup, type Markup } from '../../components/view/html.js';
import { moduleHtml } from '../../components/view/module-html.js';
import { moduleView } from '../../components/view/module-view.js';

export interface ModuleContentOptions {
  lang: Language;
  headingLevel?: number;
  /** The details are open from the start. */
  isOpen?: boolean;
  /** A dashboard says what all of its modules lack. */
  isInDashboard?: boolean;
  /** Both pictures, of which our style sheet shows the one that fits; without it one must do. */
  hasStyles: boolean;
  /** Makes ids unique in the page; default: the module's address. */
  id?: string;
  /** Without its tables. */
  noTable?: boolean;
  noChart?: boolean;
  noDownload?: boolean;
}

export function moduleContent(
  data: ModuleData,
  { lang, headingLevel = 2, isOpen = false, hasStyles, id, noChart = false, ...shown }: ModuleContentOptions,
): Markup {
  const view = moduleView(data, { lang, headingLevel, ...shown });
  const widths = hasStyles ? [LAYOUT_WIDTHS.narrow, LAYOUT_WIDTHS.wide] : [LAYOUT_WIDTHS.wide];
  const specs = widths.flatMap((width) => chartSpec(data, { lang, width }) ?? []);
  const hasChart = !noChart && specs.length > 0 && view.state !== 'empty';
  const parts = widths.flatMap((width) => breakdownSpec(data, { lang, width }) ?? []);
  return moduleHtml(view, {
    svg: hasChart ? pictures(specs) : null,
    captions: specs.at(-1)?.captions ?? [],
    breakdown: view.breakdown && {
      title: view.breakdown.title,
      svg: pictures(parts),
      captions: parts.at(-1)?.captions ?? [],
    },
    id,
    isOpen,
  });
}

const pictures = (specs: readonly ChartSpec[]): Markup =>
  markup(specs.map((spec) => svgText(chartNode(spec))).join(''));
