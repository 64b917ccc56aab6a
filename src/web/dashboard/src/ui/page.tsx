import type { ReactNode } from 'react';
import { usePageTitle } from './page-title';

interface PageProps {
  title: string;
  lead?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page but the inbox. */
export function Page({ title, lead, actions, children }: PageProps) {
  usePageTitle(title);
  return (
    <div className="page-scroller" tabIndex={0}>
      <div className="page-frame">
        <header className="page-header">
          <div>
            <h1>{title}</h1>
            {lead && <p className="page-lead">{lead}</p>}
          </div>
          {actions && <div className="page-actions">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

interface CardProps {
  title?: string;
  text?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Card({ title, text, actions, children }: CardProps) {
  return (
    <section className="card">
      {title && (
        <header className="card-header">
          <div>
            <h2>{title}</h2>
            {text && <p className="card-text">{text}</p>}
          </div>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
