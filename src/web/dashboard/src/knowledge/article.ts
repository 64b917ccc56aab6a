import type { Highlight } from './snippet-rules';

export interface Article {
  id: string;
  title: string;
  text: string;
  url: string | null;
  /** BCP 47 tag of its language. */
  locale: string;
  /** An FAQ wins over articles where a question is close to its title. */
  kind: ArticleKind;
  /** The assistants that may use it; empty for all. */
  assistantIds: string[];
  version: number;
  updatedAt: string;
  updatedBy: string;
}

export type ArticleKind = 'article' | 'faq';

/** A passage that the assistant's own search found. */
export interface SearchHit {
  article: Article;
  heading: string;
  snippet: string;
  highlights: Highlight[];
  /** Good enough to be answered from. */
  answers: boolean;
}

export interface Unanswered {
  id: string;
  question: string;
  locale: string | null;
  count: number;
  conversationId: string;
  lastAskedAt: string;
}
