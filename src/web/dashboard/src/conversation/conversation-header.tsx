import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft, CheckCheck, Eye, Hand, PanelRight, RotateCcw, Undo2 } from 'lucide-react';
import { useCallback } from 'react';
import type { Conversation } from '../api/types';
import { Handler } from '../inbox/conversation-row';
import { useText } from '../messages/text';
import { useHere } from '../realtime/realtime-provider';
import { useGrant, useMay } from '../session/use-session';
import { useShortcut } from '../shortcuts/shortcuts';
import { Avatar } from '../ui/avatar';
import { Button, IconButton } from '../ui/button';
import { useToasts } from '../ui/toast';
import { AssignMenu } from './assign-menu';
import { useConversationAction, type ConversationAction } from './use-conversation';
import { visitorName } from './visitor-name';
import { readSearch } from '../inbox/conversation-filter';

interface ConversationHeaderProps {
  conversation: Conversation | undefined;
  detailsOpen: boolean;
  onDetails: () => void;
}

export function ConversationHeader({ conversation, detailsOpen, onDetails }: ConversationHeaderProps) {
  const text = useText();
  const navigate = useNavigate();
  const back = () => void navigate({ to: '/inbox', search: readSearch });

  return (
    <header className="conversation-header">
      <IconButton
        className="back"
        label={text.t('conversation.back')}
        icon={<ArrowLeft aria-hidden="true" />}
        onClick={back}
      />
      {conversation && (
        <>
          <Avatar name={conversation.visitor.name} seed={conversation.visitor.id} />
          <div className="conversation-who">
            <h2>{visitorName(conversation.visitor, text)}</h2>
            <p className="conversation-state">
              <Handler conversation={conversation} />
              <Lookers conversationId={conversation.id} />
            </p>
          </div>
          <Actions conversation={conversation} />
        </>
      )}
      <IconButton
        className="details-button"
        label={text.t('conversation.details')}
        icon={<PanelRight aria-hidden="true" />}
        aria-expanded={detailsOpen}
        onClick={onDetails}
      />
    </header>
  );
}

/** 'Ada is looking at this': so that two do not answer at once. */
function Lookers({ conversationId }: { conversationId: string }) {
  const { t } = useText();
  const { colleagues } = useHere(conversationId);
  if (colleagues.length === 0) return null;
  const names = colleagues.map((colleague) => colleague.name ?? t('someone')).join(', ');
  return (
    <span className="tag">
      <Eye aria-hidden="true" />
      {t('conversation.lookers', { names, count: colleagues.length })}
    </span>
  );
}

function Actions({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const { user } = useGrant();
  const toasts = useToasts();
  const may = useMay('agent');
  const mayForce = useMay('admin');
  const action = useConversationAction(conversation.id);
  const { mutate } = action;
  const act = useCallback(
    (name: ConversationAction, body?: object) =>
      mutate({ action: name, ...(body ? { body } : {}) }, { onError: toasts.failed }),
    [mutate, toasts],
  );
  const open = conversation.status === 'open';
  const mine = conversation.handledBy === 'people' && conversation.assigneeId === user.id;
  const taken = conversation.handledBy === 'people' && conversation.assigneeId !== null && !mine;
  useShortcut(
    't',
    useCallback(() => {
      if (may && open && !mine && !taken) act('takeover');
    }, [act, may, open, mine, taken]),
  );
  useShortcut(
    'a',
    useCallback(() => document.querySelector<HTMLElement>('.assign-button')?.click(), []),
  );
  useShortcut(
    'e',
    useCallback(() => {
      if (may && open) act('close');
    }, [act, may, open]),
  );
  if (!may) return <p className="read-only">{t('conversation.readOnly')}</p>;

  const running = (name: ConversationAction) => action.isPending && action.variables.action === name;

  if (!open) {
    return (
      <div className="conversation-actions">
        <Button
          size="small"
          icon={<RotateCcw aria-hidden="true" />}
          busy={running('reopen')}
          onClick={() => act('reopen')}
        >
          {t('action.reopen')}
        </Button>
      </div>
    );
  }

  return (
    <div className="conversation-actions">
      {!mine && (!taken || mayForce) && (
        <Button
          size="small"
          variant="primary"
          icon={<Hand aria-hidden="true" />}
          busy={running('takeover')}
          onClick={() => act('takeover', taken ? { force: true } : {})}
        >
          {t('action.takeover')}
        </Button>
      )}
      <AssignMenu
        conversation={conversation}
        onAssign={(userId, name) => act('assign', { userId, ...(name ? { name } : {}) })}
      />
      {conversation.handledBy === 'people' && (mine || !taken || mayForce) && (
        <Button
          size="small"
          icon={<Undo2 aria-hidden="true" />}
          title={`${t('action.release')}: ${t('action.release.hint')}`}
          busy={running('release')}
          onClick={() => act('release')}
        >
          {t('action.release')}
        </Button>
      )}
      <Button
        size="small"
        icon={<CheckCheck aria-hidden="true" />}
        title={t('action.close')}
        busy={running('close')}
        onClick={() => act('close')}
      >
        {t('action.close')}
      </Button>
    </div>
  );
}
