import type { ModuleRequest } from './request.js';

/** What is asked of a drawing alone is no part of an element's question. */
export const withoutDrawn = ({
  view: _view,
  scale: _scale,
  noChart: _noChart,
  noTable: _noTable,
  noDownload: _noDownload,
  width: _width,
  ...request
}: ModuleRequest): ModuleRequest => request;
