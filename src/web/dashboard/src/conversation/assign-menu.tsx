import { Copy, RotateCw, UserRound, UserRoundPlus, UsersRound } from 'lucide-react';
import { problemOf } from '../api/problem';
import type { Conversation } from '../api/types';
import { useText } from '../messages/text';
import { useColleagues } from '../realtime/realtime-provider';
import { useGrant } from '../session/use-session';
import { useList } from '../settings/use-list';
import type { Member } from '../team/team';
import { copyText } from '../ui/copy-button';
import { Menu, MenuItem } from '../ui/menu';
import { problemText } from '../ui/problem-text';
import { useToasts } from '../ui/toast';

interface AssignMenuProps {
  conversation: Conversation;
  onAssign: (userId: string | null, name: string | null) => void;
}

/** Gives the conversation to somebody who may answer; who is there now stands first. */
export function AssignMenu({ conversation, onAssign }: AssignMenuProps) {
  const { t } = useText();
  // Read before it is opened: people who come in under a chosen entry would push it away.
  useMembers();
  return (
    <Menu
      label={t('assign.label')}
      buttonClass="button button-secondary button-small assign-button"
      button={
        <>
          <UserRoundPlus aria-hidden="true" />
          <span className="button-text">{t('action.assign')}</span>
        </>
      }
    >
      {(close) => (
        <People
          conversation={conversation}
          onPick={(userId, name) => {
            close();
            onAssign(userId, name);
          }}
          onClose={close}
        />
      )}
    </Menu>
  );
}

const useMembers = () => useList<Member>('users', { staleTime: 60_000 });

function People({
  conversation,
  onPick,
  onClose,
}: {
  conversation: Conversation;
  onPick: AssignMenuProps['onAssign'];
  onClose: () => void;
}) {
  const { t } = useText();
  const { user } = useGrant();
  const colleagues = useColleagues();
  const members = useMembers();
  const present = new Map(colleagues.map((colleague) => [colleague.userId, colleague.state]));
  present.set(user.id, 'online');
  const state = (id: string) => present.get(id) ?? 'offline';
  const rank = { online: 0, away: 1 } as Record<string, number>;
  const people = (members.data ?? [])
    .filter((member) => member.role !== 'viewer' && !member.invited)
    .sort((a, b) => (rank[state(a.id)] ?? 2) - (rank[state(b.id)] ?? 2) || a.name.localeCompare(b.name));
  return (
    <div className="assign-list">
      {members.isError && (
        <Unreadable
          error={members.error}
          onRetry={() => {
            onClose();
            void members.refetch();
          }}
          onClose={onClose}
        />
      )}
      {people.map((member) => (
        <MenuItem
          key={member.id}
          icon={<UserRound aria-hidden="true" />}
          checked={conversation.assigneeId === member.id}
          onSelect={() => onPick(member.id, member.name)}
        >
          {member.id === user.id ? t('assign.me', { name: member.name }) : member.name}
          <span className={`presence presence-${state(member.id)}`}>
            {t(
              `presence.${state(member.id) === 'online' ? 'online' : state(member.id) === 'away' ? 'away' : 'offline'}`,
            )}
          </span>
        </MenuItem>
      ))}
      <MenuItem
        icon={<UsersRound aria-hidden="true" />}
        checked={conversation.handledBy === 'people' && conversation.assigneeId === null}
        onSelect={() => onPick(null, null)}
      >
        {t('assign.nobody')}
      </MenuItem>
    </div>
  );
}

/** Why there are no people to choose from. A menu holds nothing but its items, so retry and copy are two of them. */
function Unreadable({
  error,
  onRetry,
  onClose,
}: {
  error: unknown;
  onRetry: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const { t } = text;
  const toasts = useToasts();
  const problem = problemOf(error);
  const copy = async () => {
    onClose();
    if (await copyText(problem.requestId)) toasts.done(t('copy.done'));
  };
  return (
    <>
      <p className="menu-title">
        {t('assign.unreadable')} {problemText(problem, text).title}
        <br />
        {t('requestId')} <code>{problem.requestId}</code>
      </p>
      <MenuItem icon={<RotateCw aria-hidden="true" />} onSelect={onRetry}>
        {t('retry')}
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => void copy()}>
        {t('requestId.copy')}
      </MenuItem>
    </>
  );
}
