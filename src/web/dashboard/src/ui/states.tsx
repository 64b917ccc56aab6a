import type { ReactNode } from 'react';
import { useText } from '../messages/text';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  text: ReactNode;
  /** The page has no other heading. */
  alone?: boolean;
  /** The next step. */
  children?: ReactNode;
}

export function EmptyState({ icon, title, text, alone = false, children }: EmptyStateProps) {
  const Title = alone ? 'h1' : 'h2';
  return (
    <div className="state">
      <span className="state-icon">{icon}</span>
      <Title className="state-title">{title}</Title>
      <p className="state-text">{text}</p>
      {children}
    </div>
  );
}

/** Grey bars in the shape of what is coming; said once to screen readers. */
export function Skeleton({ rows = 6, kind }: { rows?: number; kind: 'list' | 'timeline' | 'form' }) {
  const { t } = useText();
  return (
    <div className={`skeleton skeleton-${kind}`} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton-row" aria-hidden="true">
          <span className="skeleton-dot" />
          <span className="skeleton-lines">
            <span className="skeleton-line" />
            <span className="skeleton-line skeleton-short" />
          </span>
        </div>
      ))}
    </div>
  );
}
