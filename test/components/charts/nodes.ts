/** Reading drawn charts: their nodes, flat. */
import type { SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import type { SvgNode } from '../../../components/charts/svg/svg-tree.js';

export const flat = (nodes: readonly (SvgNode | string)[]): SvgNode[] =>
  nodes.flatMap((item) => (typeof item === 'string' ? [] : [item, ...flat(item.children)]));

export const textsOf = ({ nodes }: Pick<SvgOnlySpec, 'nodes'>): string[] =>
  flat(nodes)
    .filter(({ tag }) => tag === 'text')
    .map(({ children }) => children.join(''));

export const pathsOf = ({ nodes }: Pick<SvgOnlySpec, 'nodes'>): SvgNode[] =>
  flat(nodes).filter(({ tag }) => tag === 'path');
