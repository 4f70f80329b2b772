/** What stands beside a module's headline and what explains it, for the reference: which, and how it is split. */
import { valueLabels } from '../../../server/wording/value-labels.js';
import type { Definition } from './module-rows.js';
import { columnsOf, METRICS, splitColumnsOf, type Columns, type Months } from './months.js';

interface Story {
  /** Keys of metrics of the same measures. */
  companions: readonly string[];
  breakdown: { metric: string; by: string; values: readonly string[] } | null;
}

const CHANNELS = { metric: 'transactions', by: 'channel', values: ['digital', 'non-digital'] };
const RATINGS = { metric: 'ratings', by: 'rating', values: ['1', '2', '3', '4', '5'] };

const STORIES: Readonly<Record<string, Story>> = {
  transactions: { companions: [], breakdown: CHANNELS },
  'digital-take-up': { companions: [], breakdown: CHANNELS },
  // Of their journey through the stages nothing was delivered.
  'completion-rate': { companions: [], breakdown: null },
  'user-satisfaction': { companions: ['satisfied-share', 'ratings'], breakdown: RATINGS },
};

interface StoryLine {
  key: string;
  label: string;
  columns: Columns;
}

export interface StoryPart {
  definition: Definition;
  by: string | null;
  lines: readonly StoryLine[];
}

/** The parts of a metric's story over `starts`; `inputs` are the observations of its measures. */
export function storyOf(
  metric: string,
  inputs: readonly Months[],
  starts: readonly number[],
  definitions: ReadonlyMap<string, Definition>,
): { companions: StoryPart[]; breakdown: StoryPart | null } {
  const { companions, breakdown } = STORIES[metric];
  const definitionOf = (key: string): Definition => definitions.get(key)!;
  return {
    companions: companions.map((key) => {
      const definition = definitionOf(key);
      const columns = columnsOf(METRICS[key], inputs, starts);
      return { definition, by: null, lines: [{ key: 'value', label: definition.label, columns }] };
    }),
    breakdown: breakdown && {
      definition: definitionOf(breakdown.metric),
      by: breakdown.by,
      lines: breakdown.values.map((value) => ({
        key: value,
        label: valueLabels(breakdown.by, breakdown.values, { lang: 'en' }).get(value)!,
        columns: splitColumnsOf(breakdown.by, value, inputs[0], starts),
      })),
    },
  };
}
