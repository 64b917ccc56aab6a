import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BadgeCheck, Ban, CircleDashed, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Conversation, Page } from '../api/types';
import { useText } from '../messages/text';
import { Avatar } from '../ui/avatar';
import { IconButton } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { ProblemNote } from '../ui/problem-note';
import { isAbsent } from '../ui/query-gate';
import { RelativeTime } from '../ui/relative-time';
import { safeLink } from '../ui/safe-link';
import { fullTime } from '../ui/time-text';
import { Tags } from './tags';
import { VisitorActions } from './visitor-actions';
import { visitorName } from './visitor-name';
import { readSearch } from '../inbox/conversation-filter';

interface VisitorPanelProps {
  conversation: Conversation;
  /** On narrow screens the panel is shown on demand. */
  open: boolean;
  onClose: () => void;
}

export function VisitorPanel({ conversation, open, onClose }: VisitorPanelProps) {
  const text = useText();
  const { t } = text;
  const { visitor, page } = conversation;
  const href = safeLink(page?.url);
  return (
    <aside className={`visitor ${open ? 'visitor-open' : ''}`} aria-label={t('visitor.label')}>
      <IconButton
        className="visitor-close"
        label={t('close')}
        icon={<X aria-hidden="true" />}
        onClick={onClose}
      />
      <div className="visitor-head">
        <Avatar name={visitor.name} seed={visitor.id} size="large" />
        <p className="visitor-name">{visitorName(visitor, text)}</p>
        {visitor.verified ? (
          <p className="tag tag-good">
            <BadgeCheck aria-hidden="true" />
            {t('visitor.verified')}
          </p>
        ) : (
          <p className="tag" title={t('visitor.unverified.hint')}>
            <CircleDashed aria-hidden="true" />
            {t('visitor.unverified')}
          </p>
        )}
        {visitor.banned && (
          <p className="tag tag-danger">
            <Ban aria-hidden="true" />
            {t('visitor.banned')}
          </p>
        )}
      </div>
      <dl className="facts">
        {visitor.email && (
          <Fact name={t('visitor.email')}>
            {visitor.email} <CopyButton text={visitor.email} label={t('visitor.email.copy')} />
          </Fact>
        )}
        {visitor.phone && <Fact name={t('visitor.phone')}>{visitor.phone}</Fact>}
        {page?.url && (
          <Fact name={t('visitor.page')}>
            {href ? (
              <a href={href} target="_blank" rel="noopener noreferrer">
                {page.title ?? page.url}
              </a>
            ) : (
              (page.title ?? page.url)
            )}
          </Fact>
        )}
        {conversation.device && (
          <Fact name={t('visitor.device')}>
            {text.find(`visitor.device.${conversation.device}`) ?? conversation.device}
          </Fact>
        )}
        {(conversation.locale ?? visitor.locale) && (
          <Fact name={t('visitor.locale')}>
            {languageName(conversation.locale ?? visitor.locale, text.locale)}
          </Fact>
        )}
        <Fact name={t('visitor.firstSeen')}>{fullTime(text.format, visitor.firstSeenAt)}</Fact>
        {conversation.consent && (
          <Fact name={t('visitor.consent')}>
            {fullTime(text.format, conversation.consent.at)}
            {conversation.consent.textVersion && (
              <span className="muted">
                {' '}
                {t('visitor.consent.text', { version: conversation.consent.textVersion })}
              </span>
            )}
          </Fact>
        )}
        {conversation.rating !== null && (
          <Fact name={t('visitor.rating')}>{t('visitor.rating.value', { n: conversation.rating })}</Fact>
        )}
        {Object.entries(visitor.attributes).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      <Tags conversation={conversation} />
      <EarlierConversations conversation={conversation} />
      <VisitorActions conversation={conversation} />
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function EarlierConversations({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const api = useApi();
  const visitorId = conversation.visitor.id;
  const query = useQuery({
    queryKey: keys.visitorConversations(api.tenantId, visitorId),
    queryFn: ({ signal }) =>
      api.get<Page<Conversation>>(`visitors/${visitorId}/conversations`, { limit: 10 }, signal),
  });
  const others = query.data?.items.filter((each) => each.id !== conversation.id) ?? [];
  const unreadable = query.isError && !query.data && !isAbsent(query.error);
  if (others.length === 0 && !unreadable) return null;
  return (
    <section className="panel-section" aria-labelledby="earlier">
      <h3 id="earlier">{t('visitor.earlier')}</h3>
      {unreadable && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="earlier">
        {others.map((each) => (
          <li key={each.id}>
            <Link to="/inbox/$conversationId" params={{ conversationId: each.id }} search={readSearch}>
              <span className="earlier-text">{each.lastMessage?.text ?? t('row.nothing')}</span>
              <RelativeTime at={each.lastMessage?.createdAt ?? each.createdAt} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function languageName(tag: string | null, locale: string): string {
  if (!tag) return '';
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
