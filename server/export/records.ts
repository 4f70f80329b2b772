/** Records of CSV as the import reads them: nothing is put before a text, so that what comes back is what was sent. */
export type Cell = string | number | boolean | null | undefined;

function written(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const record = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\n`;
