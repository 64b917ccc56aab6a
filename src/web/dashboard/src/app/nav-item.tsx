import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readSearch } from '../inbox/conversation-filter';

export type NavTarget =
  | '/inbox'
  | '/reviews'
  | '/canned'
  | '/assistants'
  | '/knowledge'
  | '/safety'
  | '/site'
  | '/team'
  | '/usage'
  | '/requests'
  | '/start'
  | '/routing'
  | '/provider'
  | '/integrations'
  | '/audit'
  | '/analytics'
  | '/costs'
  | '/hours'
  | '/doctor';

interface NavItemProps {
  to: NavTarget;
  icon: ReactNode;
  name: string;
  /** Shown when above 0, and said as `countText`. */
  count?: number;
  countText?: string;
}

export function NavItem({ to, icon, name, count = 0, countText }: NavItemProps) {
  return (
    <Link to={to} {...(to === '/inbox' ? { search: readSearch } : {})} className="nav-item">
      {icon}
      <span className="nav-text">{name}</span>
      {count > 0 && (
        <span className="nav-count">
          <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
          <span className="visually-hidden">{countText}</span>
        </span>
      )}
    </Link>
  );
}
