import { ApiError, problemOf } from '../api/problem';

/** What `POST knowledge/import` answers for one file. */
export interface ImportAnswer {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  items: ImportedItem[];
}

export interface ImportedItem {
  /** Line of a CSV file, place in a JSON file; 1 for Markdown. */
  at: number;
  title: string | null;
  status: 'created' | 'updated' | 'unchanged' | 'failed';
  /** By field of the article; `item` where the item as a whole could not be read. */
  errors: Record<string, string> | null;
}

/** The server's limit for one request; a larger file goes in parts. */
export const largestRequest = 64 * 1024;

/** Of more the articles would be more than a tenant may have. */
export const largestFile = 20 * 1024 * 1024;

/** What the server says of such a file; it is too large to be asked. */
export const noArticles: ImportAnswer = {
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 1,
  items: [
    {
      at: 1,
      title: null,
      status: 'failed',
      errors: {
        item: 'must be an array of {title, text, url?, locale?, kind?}, or an object with such an array as items',
      },
    },
  ],
};

/** The file's text; a problem by the server's words where it is no UTF-8. */
export async function readText(file: Blob): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new ApiError({
      ...problemOf(null),
      status: 400,
      code: 'invalid_request',
      errors: { file: ['must be UTF-8: save it again with that encoding'] },
    });
  }
}

const types: Record<string, string> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  // Plain text is Markdown without any marks.
  txt: 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/csv',
  json: 'application/json',
};

/** What the file is sent as: told by its name, because browsers know no type of Markdown. */
export function mediaType(fileName: string): string {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  return types[ending] ?? 'application/octet-stream';
}

/** The kinds of outcome that happened, in the order in which they are told. */
export function outcomesOf(answers: readonly ImportAnswer[]) {
  return (['created', 'updated', 'unchanged'] as const)
    .map((status) => ({ status, count: answers.reduce((all, answer) => all + answer[status], 0) }))
    .filter(({ count }) => count > 0);
}
