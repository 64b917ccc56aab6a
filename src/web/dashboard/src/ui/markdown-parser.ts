import { safeLink } from './safe-link';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'strong' | 'emphasis'; children: Inline[] };

export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string };

const bullet = /^\s{0,3}[-*•]\s+(.*)$/u;
const numbered = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/u;
const heading = /^\s{0,3}#{1,6}\s+(.*)$/u;

/** Paragraphs, lists, headings (as strong lines), fenced code; anything else is text. Linear in the length. */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: Inline[][] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', lines: paragraph });
    paragraph = [];
  };

  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('```')) {
      const end = lines.findIndex((other, index) => index > at && other.startsWith('```'));
      if (end > 0) {
        flush();
        blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
        at = end;
        continue;
      }
    }
    const item = bullet.exec(line) ?? numbered.exec(line);
    if (item) {
      flush();
      addItem(blocks, !bullet.test(line), parseInline(item[1] ?? ''));
    } else if (line.trim() === '') {
      flush();
    } else {
      const title = heading.exec(line);
      paragraph.push(title ? [{ kind: 'strong', children: parseInline(title[1] ?? '') }] : parseInline(line));
    }
  }
  flush();
  return blocks;
}

function addItem(blocks: Block[], ordered: boolean, item: Inline[]): void {
  const last = blocks.at(-1);
  if (last?.kind === 'list' && last.ordered === ordered) last.items.push(item);
  else blocks.push({ kind: 'list', ordered, items: [item] });
}

// Each alternative is bounded, so that no text can make it slow.
const token =
  /`([^`]{1,300})`|\*\*([^*]{1,500})\*\*|\*([^*\s][^*]{0,300})\*|\[([^\]]{1,200})\]\(([^)\s]{1,500})\)|(https?:\/\/[^\s<>"'`)\]]{1,500}[^\s<>"'`)\].,;:!?])/gu;

export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    const inline = readToken(match);
    if (!inline) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(inline);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** Markdown as one line of plain text, for lists. */
export function plainLine(text: string): string {
  return text
    .replaceAll(/\*\*|`|^\s{0,3}(?:#{1,6}|[-*•])\s+/gmu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function readToken([whole, code, strong, emphasis, label, target, bare]: RegExpMatchArray): Inline | null {
  if (code) return { kind: 'code', text: code };
  if (strong) return { kind: 'strong', children: [{ kind: 'text', text: strong }] };
  if (emphasis) return { kind: 'emphasis', children: [{ kind: 'text', text: emphasis }] };
  const href = safeLink(target ?? bare);
  if (!href) return null;
  return { kind: 'link', text: label ?? whole ?? href, href };
}
