import { isRecord } from '../api/problem';

export interface ImportBody {
  format: 'markdown' | 'csv' | 'json';
  fileName: string;
  content: string;
  locale: string;
}

/** The request for one file; its kind is told by its name. */
export function importBody(fileName: string, content: string, locale: string): ImportBody {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  const format = ending === 'csv' || ending === 'json' ? ending : 'markdown';
  return { format, fileName, content, locale };
}

/** What an import answers: how many articles came of it, and what was refused. */
export function importCounts(answer: unknown): { imported: number; refused: string[] } {
  if (!isRecord(answer)) return { imported: 0, refused: [] };
  const { imported, added, updated, items, errors } = answer;
  const count =
    typeof imported === 'number'
      ? imported
      : typeof added === 'number'
        ? added + (typeof updated === 'number' ? updated : 0)
        : Array.isArray(items)
          ? items.length
          : 0;
  const refused = Array.isArray(errors)
    ? errors.map((error: unknown) => {
        if (!isRecord(error)) return String(error);
        const place = error['row'] ?? error['line'] ?? error['title'] ?? '';
        const text = String(error['error'] ?? error['detail'] ?? error['message'] ?? '');
        return place === '' ? text : `${String(place)}: ${text}`;
      })
    : [];
  return { imported: count, refused };
}
