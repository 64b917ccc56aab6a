import { Link } from '@tanstack/react-router';
import {
  BookOpen,
  ChartNoAxesColumn,
  CircleHelp,
  Code,
  Inbox,
  ListChecks,
  MessageSquareText,
  Rocket,
  ShieldCheck,
  Sparkles,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useText, type MessageKey } from '../messages/text';
import { useUnreadCount } from '../inbox/use-unread-count';
import { AccountMenu } from './account-menu';
import { ConnectionStatus } from './connection-status';
import { TenantSwitch } from './tenant-switch';
import { readSearch } from '../inbox/conversation-filter';

type Target =
  | '/start'
  | '/canned'
  | '/reviews'
  | '/knowledge'
  | '/assistants'
  | '/safety'
  | '/usage'
  | '/site'
  | '/requests';

const groups: readonly { title: MessageKey | null; items: readonly [Target, MessageKey, ReactNode][] }[] = [
  {
    title: null,
    items: [
      ['/reviews', 'nav.reviews', <ListChecks key="i" aria-hidden="true" />],
      ['/canned', 'nav.canned', <MessageSquareText key="i" aria-hidden="true" />],
    ],
  },
  {
    title: 'nav.group.assistant',
    items: [
      ['/assistants', 'nav.assistants', <Sparkles key="i" aria-hidden="true" />],
      ['/knowledge', 'nav.knowledge', <BookOpen key="i" aria-hidden="true" />],
      ['/safety', 'nav.safety', <ShieldCheck key="i" aria-hidden="true" />],
    ],
  },
  {
    title: 'nav.group.workspace',
    items: [
      ['/site', 'nav.site', <Code key="i" aria-hidden="true" />],
      ['/usage', 'nav.usage', <ChartNoAxesColumn key="i" aria-hidden="true" />],
      ['/requests', 'nav.requests', <CircleHelp key="i" aria-hidden="true" />],
      ['/start', 'nav.start', <Rocket key="i" aria-hidden="true" />],
    ],
  },
];

export function Sidebar() {
  const { t } = useText();
  const unread = useUnreadCount();
  return (
    <nav id="navigation" className="sidebar" aria-label={t('nav.label')}>
      <TenantSwitch />
      <div className="nav-groups">
        <div className="nav-group">
          <Link to="/inbox" search={readSearch} className="nav-item">
            <Inbox aria-hidden="true" />
            <span className="nav-text">{t('nav.inbox')}</span>
            {unread > 0 && (
              <span className="nav-count">
                <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
                <span className="visually-hidden">{t('inbox.unread', { count: unread })}</span>
              </span>
            )}
          </Link>
          {groups[0]?.items.map(renderItem)}
        </div>
        {groups.slice(1).map((group) => (
          <div className="nav-group" key={group.title}>
            {group.title && <p className="nav-title">{t(group.title)}</p>}
            {group.items.map(renderItem)}
          </div>
        ))}
      </div>
      <ConnectionStatus />
      <AccountMenu />
    </nav>
  );

  function renderItem([to, name, icon]: readonly [Target, MessageKey, ReactNode]) {
    return (
      <Link key={to} to={to} className="nav-item">
        {icon}
        <span className="nav-text">{t(name)}</span>
      </Link>
    );
  }
}
