import type { ReactNode } from 'react';
import { parseMarkdown, type Block, type Inline } from './markdown-parser';

/** The little Markdown that answers use, as elements: no HTML is ever made from text. */
export function Markdown({ text }: { text: string }) {
  return <div className="markdown">{parseMarkdown(text).map(renderBlock)}</div>;
}

function renderBlock(block: Block, index: number): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p key={index}>{block.lines.map((line, at) => renderLine(line, at))}</p>;
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{item.map(renderInline)}</li>);
      return block.ordered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>;
    }
    case 'code':
      return (
        <pre key={index} tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
  }
}

function renderLine(line: Inline[], at: number): ReactNode {
  return (
    <span key={at}>
      {at > 0 && <br />}
      {line.map(renderInline)}
    </span>
  );
}

function renderInline(inline: Inline, index: number): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'strong':
      return <strong key={index}>{inline.children.map(renderInline)}</strong>;
    case 'emphasis':
      return <em key={index}>{inline.children.map(renderInline)}</em>;
    case 'code':
      return <code key={index}>{inline.text}</code>;
    case 'link':
      return (
        <a key={index} href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
          {inline.text}
        </a>
      );
  }
}
