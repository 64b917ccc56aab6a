import { Bot, Sparkles, User } from 'lucide-react';

interface AvatarProps {
  name: string | null;
  /** What the colour is drawn from; the same person has the same colour everywhere. */
  seed: string;
  kind?: 'person' | 'assistant' | 'system';
  size?: 'small' | 'medium' | 'large';
}

const colours = 8;

export function Avatar({ name, seed, kind = 'person', size = 'medium' }: AvatarProps) {
  const letters = initials(name);
  const colour = kind === 'person' ? String(hash(seed) % colours) : kind;
  return (
    <span className={`avatar avatar-${size} avatar-${colour}`} aria-hidden="true">
      {kind === 'assistant' ? <Sparkles /> : kind === 'system' ? <Bot /> : letters || <User />}
    </span>
  );
}

export function initials(name: string | null): string {
  const words = (name ?? '').trim().split(/\s+/u).filter(Boolean);
  const first = firstLetter(words[0]);
  return words.length > 1 ? first + firstLetter(words.at(-1)) : first;
}

function firstLetter(word: string | undefined): string {
  return /\p{L}|\p{N}/u.exec(word ?? '')?.[0].toLocaleUpperCase() ?? '';
}

function hash(seed: string): number {
  let value = 7;
  for (const unit of seed) value = (value * 31 + (unit.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
