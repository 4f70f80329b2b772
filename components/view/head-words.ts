/** Words that the head of a module is put together from. Pure. */
import { formatCoverage } from '../formatting/coverage.js';
import type { CoverageData, Language, ModuleData, ValueFlag, Verdict } from '../formatting/types.js';
import { flagText } from '../formatting/words.js';
import type { ChangeView } from './module-view.types.js';
import { headTexts } from './texts.js';

/** "Digital take-up of …" as the module is called: its own title, else the metric's label. */
export const moduleTitle = ({ title, metric }: ModuleData): string => title ?? metric?.label ?? '';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Flags as a reader needs them beside one figure: "Provisional", "Includes caseloads"; a PARTIAL one says of how many
 * services it is, as large as its period.
 */
export const flagNotes = (
  flags: readonly ValueFlag[],
  { provided, expected }: Pick<CoverageData, 'provided' | 'expected'>,
  lang: Language,
): string[] =>
  flags.map((flag) => {
    if (flag !== 'PARTIAL') return capital(flagText(flag, lang));
    const counted = { provided, expected };
    return headTexts(lang).onlyOf(formatCoverage(counted, { kind: 'PORTFOLIO', period: 'YEAR' }, lang));
  });

/**
 * A change as it is shown: size and what it is compared with, an arrow, and the verdict in words; or why there is none.
 * @param formatted "+1.2 points"; empty if there is no change
 */
export function changeView(
  formatted: string,
  comparedWith: string | null,
  { verdict, reason }: { verdict: Verdict; reason: string | null },
  lang: Language,
): ChangeView {
  const texts = headTexts(lang);
  if (!formatted)
    return { text: capital(reason ?? texts.noChangeShown), arrow: null, verdict, verdictText: null };
  const arrow = formatted.startsWith('+') ? '▲' : formatted.startsWith('\u2212') ? '▼' : null;
  const text = comparedWith ? texts.comparedWith(formatted, comparedWith) : formatted;
  return { text: capital(text), arrow, verdict, verdictText: texts.verdicts[verdict] };
}
