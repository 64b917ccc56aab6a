import type { TextPart } from '../reviews/review';
import { plainLine } from '../ui/markdown-parser';

/** A stretch of a snippet, in UTF-16 units as strings count here. */
export interface Highlight {
  start: number;
  length: number;
}

// Characters that no text has a use for; they stand for the beginnings and ends of what is marked.
const open = '\uE000';
const close = '\uE001';
const longest = 260;
const leadIn = 60;

/** A found passage as one plain line around its first hit, cut into what the question has and what it has not. */
export function snippetParts(snippet: string, highlights: readonly Highlight[]): TextPart[] {
  let marked = '';
  let at = 0;
  const clean = (from: number, to?: number) => snippet.slice(from, to).replaceAll(/[\uE000\uE001]/gu, ' ');
  for (const { start, length } of highlights) {
    if (start < at) continue;
    marked += clean(at, start) + open + clean(start, start + length) + close;
    at = start + length;
  }
  const line = excerpt(plainLine(marked + clean(at)));
  return line.split(open).flatMap((piece, index) => {
    const [hit, rest] = index === 0 ? ['', piece] : splitAt(piece, piece.indexOf(close));
    return [
      { text: hit, matched: true },
      { text: rest.replaceAll(close, ''), matched: false },
    ].filter((part) => part.text !== '');
  });
}

/** The part of the line that has the first hit, from a word's beginning to a word's end. */
function excerpt(line: string): string {
  const first = line.indexOf(open);
  const from = first > leadIn * 2 ? line.indexOf(' ', first - leadIn) + 1 : 0;
  const rest = line.slice(from);
  const to = rest.length > longest ? rest.lastIndexOf(' ', longest) : -1;
  const end = to > 0 ? to : longest;
  const cut = rest.length > longest ? `${closed(rest.slice(0, end))}…` : rest;
  return from > 0 ? `…${cut}` : cut;
}

// A cut may fall into a marked stretch.
function closed(text: string): string {
  return text.lastIndexOf(open) > text.lastIndexOf(close) ? text + close : text;
}

function splitAt(text: string, at: number): [string, string] {
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
