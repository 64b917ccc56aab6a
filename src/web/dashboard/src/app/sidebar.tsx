import {
  BookOpen,
  CalendarClock,
  ChartNoAxesColumn,
  ChartNoAxesCombined,
  CircleHelp,
  Code,
  Coins,
  History,
  Inbox,
  ListChecks,
  MessageSquareText,
  Plug,
  Rocket,
  Route,
  ShieldCheck,
  Sparkles,
  Stethoscope,
  Users,
  Webhook,
} from 'lucide-react';
import { useText } from '../messages/text';
import { useUnreadCount } from '../inbox/use-unread-count';
import { useReviewCount } from '../reviews/use-reviews';
import { useMay } from '../session/use-session';
import { useTitleCount } from '../ui/page-title';
import { AccountMenu } from './account-menu';
import { ConnectionStatus } from './connection-status';
import { NavItem } from './nav-item';
import { TenantSwitch } from './tenant-switch';

export function Sidebar() {
  const { t } = useText();
  const unread = useUnreadCount();
  useTitleCount(unread);
  const reviews = useReviewCount();
  const admin = useMay('admin');
  return (
    <nav id="navigation" className="sidebar" aria-label={t('nav.label')}>
      <TenantSwitch />
      <div className="nav-groups">
        <div className="nav-group">
          <NavItem
            to="/inbox"
            icon={<Inbox aria-hidden="true" />}
            name={t('nav.inbox')}
            count={unread}
            countText={t('inbox.unread', { count: unread })}
          />
          {reviews !== null && (
            <NavItem
              to="/reviews"
              icon={<ListChecks aria-hidden="true" />}
              name={t('nav.reviews')}
              count={reviews}
              countText={t('row.held', { count: reviews })}
            />
          )}
          <NavItem to="/canned" icon={<MessageSquareText aria-hidden="true" />} name={t('nav.canned')} />
          <NavItem
            to="/analytics"
            icon={<ChartNoAxesCombined aria-hidden="true" />}
            name={t('nav.analytics')}
          />
        </div>
        <div className="nav-group">
          <p className="nav-title">{t('nav.group.assistant')}</p>
          <NavItem to="/assistants" icon={<Sparkles aria-hidden="true" />} name={t('nav.assistants')} />
          <NavItem to="/routing" icon={<Route aria-hidden="true" />} name={t('nav.routing')} />
          <NavItem to="/knowledge" icon={<BookOpen aria-hidden="true" />} name={t('nav.knowledge')} />
          <NavItem to="/safety" icon={<ShieldCheck aria-hidden="true" />} name={t('nav.safety')} />
          {admin && <NavItem to="/provider" icon={<Plug aria-hidden="true" />} name={t('nav.provider')} />}
          {admin && <NavItem to="/costs" icon={<Coins aria-hidden="true" />} name={t('nav.costs')} />}
        </div>
        <div className="nav-group">
          <p className="nav-title">{t('nav.group.workspace')}</p>
          <NavItem to="/site" icon={<Code aria-hidden="true" />} name={t('nav.site')} />
          <NavItem to="/team" icon={<Users aria-hidden="true" />} name={t('nav.team')} />
          <NavItem to="/hours" icon={<CalendarClock aria-hidden="true" />} name={t('nav.hours')} />
          {admin && (
            <NavItem to="/integrations" icon={<Webhook aria-hidden="true" />} name={t('nav.integrations')} />
          )}
          <NavItem to="/usage" icon={<ChartNoAxesColumn aria-hidden="true" />} name={t('nav.usage')} />
          {admin && <NavItem to="/audit" icon={<History aria-hidden="true" />} name={t('nav.audit')} />}
          <NavItem to="/doctor" icon={<Stethoscope aria-hidden="true" />} name={t('nav.doctor')} />
          <NavItem to="/requests" icon={<CircleHelp aria-hidden="true" />} name={t('nav.requests')} />
          <NavItem to="/start" icon={<Rocket aria-hidden="true" />} name={t('nav.start')} />
        </div>
      </div>
      <ConnectionStatus />
      <AccountMenu />
    </nav>
  );
}
