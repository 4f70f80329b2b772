/** What new dashboards start from: templates, filled with what the subject has data for. */
import { defaultSections, type KeyedSection } from '../../modules/default-dashboard.js';
import type { DashboardModule } from '../../modules/dashboard.js';
import { writtenChoice } from '../../modules/request-words.js';
import type { Subject } from '../../store/subject.js';
import { textIn } from '../../metrics/definitions.js';
import type { BuildQuestion } from './answers.js';
import type { Draft, DraftModule } from './draft.js';

type Key = KeyedSection['key'];

interface Template {
  key: string;
  label: string;
  hint: string;
  of: 'service' | 'several';
  /** The sections of a default dashboard that it has, in its order. */
  sections: readonly Key[];
}

const TEMPLATES: readonly Template[] = [
  {
    key: 'transaction',
    label: 'Transaction service',
    hint: 'The four indicators, use by channel, where users get stuck, how long it takes, what it costs',
    of: 'service',
    sections: ['headlines', 'use', 'obstacles', 'duration', 'cost', 'other'],
  },
  {
    key: 'content',
    label: 'Content',
    hint: 'Who comes from where and with what, what is read, what users say',
    of: 'service',
    sections: ['users', 'use', 'obstacles', 'other'],
  },
  {
    key: 'operations',
    label: 'Operations',
    hint: 'Availability and speed, time to outcome, errors and calls',
    of: 'service',
    sections: ['operation', 'duration', 'obstacles'],
  },
  {
    key: 'group',
    label: 'Service group',
    hint: 'All services together, then service by service',
    of: 'several',
    sections: ['headlines', 'services', 'use'],
  },
  {
    key: 'department',
    label: 'Department',
    hint: 'All services together, how they are used, what they cost, service by service',
    of: 'several',
    sections: ['headlines', 'use', 'cost', 'services', 'other'],
  },
];

export const EMPTY = 'empty';

const moduleOf = ({ slug, title, metric, range }: DashboardModule): DraftModule => ({
  slug,
  words: {
    metric: metric.key,
    ...(title && { title: textIn(title, 'en') }),
    ...(range.period && { period: writtenChoice(range.period) }),
    ...(range.by && { by: range.by }),
    ...(range.top && { top: String(range.top) }),
    ...(range.compareTo && { 'compare-to': writtenChoice(range.compareTo) }),
  },
});

/** A template with what a subject has data for. */
export interface FilledTemplate {
  template: Template;
  sections: Draft['sections'];
}

/** Those that have something to show of a subject. */
export function filledTemplates(
  subject: Subject,
  { reading }: Pick<BuildQuestion, 'reading'>,
): FilledTemplate[] {
  const sections = new Map(
    defaultSections(subject, reading.snapshot).map((section) => [section.key, section]),
  );
  const of = subject.kind === 'SERVICE' ? 'service' : 'several';
  return TEMPLATES.filter((template) => template.of === of)
    .map((template) => ({
      template,
      sections: template.sections.flatMap((key) => {
        const section = sections.get(key);
        if (!section) return [];
        return [{ words: { title: textIn(section.title, 'en') }, modules: section.modules.map(moduleOf) }];
      }),
    }))
    .filter(({ sections: filled }) => filled.length > 0);
}
