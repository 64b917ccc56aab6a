export interface Article {
  id: string;
  title: string;
  text: string;
  url: string | null;
  /** BCP 47 tag of its language. */
  locale: string;
  version: number;
  updatedAt: string;
  updatedBy: string;
}

/** A passage that the assistant's own search found. */
export interface SearchHit {
  article: Article;
  heading: string;
  snippet: string;
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
