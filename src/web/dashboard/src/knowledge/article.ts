export interface Article {
  id: string;
  title: string;
  text: string;
  url: string | null;
  tags?: string[];
  updatedAt?: string;
  createdAt?: string;
  version?: number;
}

export interface Unanswered {
  id: string;
  question: string;
  count: number;
  lastAskedAt: string;
}

interface Loose {
  [name: string]: unknown;
}

/** Members that an article may call by another name, brought to ours. */
export function readArticle(item: Loose): Article {
  const text = item['text'] ?? item['body'] ?? item['content'] ?? item['snippet'] ?? '';
  return { ...(item as unknown as Article), text: String(text), url: (item['url'] as string | null) ?? null };
}

export function readUnanswered(item: Loose): Unanswered {
  return {
    id: String(item['id']),
    question: String(item['question'] ?? item['text'] ?? ''),
    count: Number(item['count'] ?? item['times'] ?? 1),
    lastAskedAt: String(item['lastAskedAt'] ?? item['lastAt'] ?? item['askedAt'] ?? item['at'] ?? ''),
  };
}
