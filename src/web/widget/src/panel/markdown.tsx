import type { ComponentChildren, VNode } from "preact";

// The subset that replies use: paragraphs, lists, tables, quotes, code, bold, italic, links. It becomes elements, never
// HTML text, so nothing in a message can run; what is not understood stays as it was written.

type Nodes = ComponentChildren[];

export function Markdown({ text }: { text: string }): VNode {
  return <>{blocks(text.replace(/\r\n?/g, "\n").split("\n"))}</>;
}

const bullet = /^\s{0,3}[-*•]\s+(.*)$/;
const numbered = /^\s{0,3}(\d{1,3})[.)]\s+(.*)$/;
const row = /^\s*\|(.+)\|\s*$/;
const ruler = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

function blocks(lines: string[]): Nodes {
  const out: Nodes = [];
  let at = 0;
  const take = (test: RegExp): RegExpExecArray[] => {
    const found: RegExpExecArray[] = [];
    for (let match; at < lines.length && (match = test.exec(lines[at] ?? "")); at++) found.push(match);
    return found;
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (!line.trim()) at++;
    else if (line.startsWith("```")) {
      const end = lines.findIndex((other, i) => i > at && other.startsWith("```"));
      out.push(<pre>{lines.slice(at + 1, end < 0 ? undefined : end).join("\n")}</pre>);
      at = end < 0 ? lines.length : end + 1;
    } else if (bullet.test(line))
      out.push(
        <ul>
          {take(bullet).map((m) => (
            <li>{inline(m[1] ?? "")}</li>
          ))}
        </ul>,
      );
    else if (numbered.test(line)) {
      const items = take(numbered);
      out.push(
        <ol start={Number(items[0]?.[1] ?? 1)}>
          {items.map((m) => (
            <li>{inline(m[2] ?? "")}</li>
          ))}
        </ol>,
      );
    } else if (row.test(line) && ruler.test(lines[at + 1] ?? "")) {
      const head = cells(line);
      at += 2;
      out.push(
        table(
          head,
          take(row).map((m) => cells(m[0])),
        ),
      );
    } else if (/^\s{0,3}>\s?/.test(line))
      out.push(<blockquote>{blocks(take(/^\s{0,3}>\s?(.*)$/).map((m) => m[1] ?? ""))}</blockquote>);
    else if (/^#{1,6}\s/.test(line))
      out.push(<p class="heading">{inline((lines[at++] ?? "").replace(/^#+\s+/, ""))}</p>);
    else out.push(<p>{paragraph()}</p>);
  }
  return out;

  function paragraph(): Nodes {
    const parts: Nodes = [];
    do {
      if (parts.length > 0) parts.push(<br />);
      parts.push(...inline(lines[at++] ?? ""));
    } while (at < lines.length && (lines[at] ?? "").trim() && !startsBlock(at));
    return parts;
  }

  function startsBlock(index: number): boolean {
    const line = lines[index] ?? "";
    return /^(```|#{1,6}\s|\s{0,3}>)/.test(line) || bullet.test(line) || numbered.test(line) || isTable(index);
  }

  function isTable(index: number): boolean {
    return row.test(lines[index] ?? "") && ruler.test(lines[index + 1] ?? "");
  }
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

const table = (head: string[], body: string[][]): VNode => (
  <div class="table" tabIndex={0} role="region">
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th scope="col">{inline(cell)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((line) => (
          <tr>
            {line.map((cell) => (
              <td>{inline(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

// In order: code, [text](address), bare address, mail, bold, italic. Each needs its closing mark on the same line.
const marks =
  /`([^`]+)`|\[([^\]]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)\)|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'])|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|\*\*(?=\S)(.+?)\*\*|(?<![\w*])\*(?=[^\s*])([^*]+?)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]+?)_(?!\w)/;

export function inline(text: string): Nodes {
  const out: Nodes = [];
  let rest = text;
  for (let match; (match = marks.exec(rest)); rest = rest.slice(match.index + match[0].length)) {
    if (match.index > 0) out.push(rest.slice(0, match.index));
    const [whole, code, label, address, bare, mail, bold, italic, underlined] = match;
    const slanted = italic ?? underlined;
    if (code) out.push(<code>{code}</code>);
    else if (label && address) out.push(link(address, inline(label)) ?? whole);
    else if (bare) out.push(link(bare, [bare.replace(/^https?:\/\/(www\.)?/, "")]) ?? whole);
    else if (mail) out.push(link(`mailto:${mail}`, [mail]) ?? whole);
    else if (bold) out.push(<strong>{inline(bold)}</strong>);
    else if (slanted) out.push(<em>{inline(slanted)}</em>);
  }
  if (rest) out.push(rest);
  return out;
}

/** An address that a click may open; null for `javascript:` and everything else that is no page, mail or number. */
export function safeAddress(address: string): { href: string; outside: boolean } | null {
  try {
    const url = new URL(address, location.href);
    if (!["http:", "https:", "mailto:", "tel:"].includes(url.protocol)) return null;
    return { href: url.href, outside: url.protocol.startsWith("http") && url.origin !== location.origin };
  } catch {
    return null;
  }
}

/** The site's own pages open in place (the chat comes along), others in a new tab. */
export function link(address: string, children: Nodes, name?: string): VNode | null {
  const safe = safeAddress(address);
  if (!safe) return null;
  return (
    <a
      href={safe.href}
      rel="noopener noreferrer"
      {...(safe.outside ? { target: "_blank" } : {})}
      {...(name ? { class: name } : {})}
    >
      {children}
    </a>
  );
}
