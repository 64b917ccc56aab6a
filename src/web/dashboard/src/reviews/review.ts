import { isRecord } from '../api/problem';

export interface ReviewReason {
  list: string;
  rule: string;
  confidence: string | null;
  /** A part of the reply's text; an object where the service tells the place too. */
  matched: string | { start: number; length: number; text: string } | null;
}

/** The contract's `Review`. */
export interface Review {
  id: string;
  conversationId: string;
  messageId: string;
  text: string;
  visitorText: string;
  reasons: ReviewReason[];
  status: 'pending' | 'approved' | 'edited' | 'rejected' | 'expired' | 'withdrawn';
  decidedBy: string | null;
  createdAt: string;
  expiresAt: string | null;
  onExpiry: string | null;
}

export interface TextPart {
  text: string;
  matched: boolean;
}

/** Cuts the text into parts that a reason matched and parts that none did. Places count code points, as all lengths of the API. */
export function markMatches(text: string, reasons: readonly Pick<ReviewReason, 'matched'>[]): TextPart[] {
  const points = [...text];
  const folded = points.map((point) => point.toLowerCase());
  const marked = new Uint8Array(points.length);
  for (const { matched } of reasons) {
    if (!matched) continue;
    if (typeof matched !== 'string') {
      marked.fill(1, matched.start, matched.start + matched.length);
      continue;
    }
    const wanted = [...matched].map((point) => point.toLowerCase());
    const at = folded.findIndex((_, from) => wanted.every((point, index) => folded[from + index] === point));
    if (at >= 0 && wanted.length > 0) marked.fill(1, at, at + wanted.length);
  }
  const parts: TextPart[] = [];
  for (let from = 0; from < points.length;) {
    let to = from + 1;
    while (to < points.length && marked[to] === marked[from]) to++;
    parts.push({ text: points.slice(from, to).join(''), matched: marked[from] === 1 });
    from = to;
  }
  return parts;
}

/** What became of a review elsewhere, as the feed tells it. */
export interface Resolution {
  status: string;
  decidedBy: string | null;
}

/** Reads `review:resolved`: the review itself or its id, and who decided what. */
export function readResolution(
  data: Record<string, unknown>,
): ({ id: string; conversationId: string | null } & Resolution) | null {
  const review = isRecord(data['review']) ? data['review'] : data;
  const id = review['id'] ?? review['reviewId'];
  if (typeof id !== 'string') return null;
  const by = review['decidedByName'] ?? review['decidedBy'];
  const status = review['status'] ?? review['decision'];
  const name = isRecord(by) ? by['name'] : by;
  const conversationId = review['conversationId'];
  return {
    id,
    conversationId: typeof conversationId === 'string' ? conversationId : null,
    status: typeof status === 'string' ? status : 'resolved',
    // An id says nothing to a reader.
    decidedBy: typeof name === 'string' && !/^[0-9a-f-]{36}$/iu.test(name) ? name : null,
  };
}
