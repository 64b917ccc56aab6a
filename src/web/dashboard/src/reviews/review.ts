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

/** Cuts the text into parts that a reason matched and parts that none did. */
export function markMatches(text: string, reasons: readonly ReviewReason[]): TextPart[] {
  const marked = new Uint8Array(text.length);
  for (const { matched } of reasons) {
    if (!matched) continue;
    if (typeof matched !== 'string') marked.fill(1, matched.start, matched.start + matched.length);
    else if (matched) {
      const at = text.toLowerCase().indexOf(matched.toLowerCase());
      if (at >= 0) marked.fill(1, at, at + matched.length);
    }
  }
  const parts: TextPart[] = [];
  for (let from = 0; from < text.length;) {
    let to = from + 1;
    while (to < text.length && marked[to] === marked[from]) to++;
    parts.push({ text: text.slice(from, to), matched: marked[from] === 1 });
    from = to;
  }
  return parts;
}
