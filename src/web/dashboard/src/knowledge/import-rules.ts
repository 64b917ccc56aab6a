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

/** The server's limit for one request; a larger file is not worth sending. */
export const largestFile = 64 * 1024;

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
