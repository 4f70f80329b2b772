/** What a module says of a day before and after which it is compared: in the place of its headline, or why it does not. */
import type { BeforeAndAfterData } from '../formatting/day-types.js';
import type { Language, ModuleData } from '../formatting/types.js';
import { changeView, flagNotes } from './head-words.js';
import type { HeadView, NoticeView } from './module-view.types.js';
import { headTexts } from './texts.js';

/** What is compared; null where nothing is, or no day was asked for. */
const comparedOf = ({ beforeAndAfter }: Pick<ModuleData, 'beforeAndAfter'>): BeforeAndAfterData | null =>
  beforeAndAfter && beforeAndAfter.absolute !== null ? beforeAndAfter : null;

/** Whether the headline is of the time after a day: what is of one window is not beside it then. */
export const isOfDay = (data: ModuleData): boolean => comparedOf(data) !== null;

/** The mean after the day, what parts it from that before, and what it rests on. */
export function dayHead(
  data: ModuleData,
  lang: Language,
): Pick<HeadView, 'headline' | 'change' | 'notes'> | null {
  const both = comparedOf(data);
  if (!both?.before || !both.after) return null;
  const { before, after, formatted, verdict, reason, matched, notes } = both;
  const against = headTexts(lang).meanOf(before.formatted, before.label);
  return {
    headline: {
      value: after.formatted,
      isMissing: false,
      period: after.label,
      notes: flagNotes(after.flags, matched ?? { provided: 0, expected: 0 }, lang),
    },
    change: changeView(formatted, against, { verdict, reason }, lang),
    notes,
  };
}

/** Why a module is shown as if no day had been asked for; null where it is compared. */
export const dayNotice = ({ beforeAndAfter }: ModuleData): NoticeView | null =>
  beforeAndAfter && beforeAndAfter.absolute === null ? { kind: 'day', text: beforeAndAfter.text } : null;
