import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, Eraser, Undo2 } from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Conversation } from '../api/types';
import { readSearch } from '../inbox/conversation-filter';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Button } from '../ui/button';
import { ConfirmButton } from '../ui/confirm-button';
import { useToasts } from '../ui/toast';

/** Ban, unban, and erase for good; each for who may. */
export function VisitorActions({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const navigate = useNavigate();
  const mayBan = useMay('agent');
  const mayErase = useMay('admin');
  const { id, banned } = conversation.visitor;

  const setBanned = useMutation({
    mutationFn: () => api.post(`visitors/${id}/${banned ? 'unban' : 'ban'}`),
    onSuccess: () => {
      const key = keys.conversation(api.tenantId, conversation.id);
      cache.setQueryData<Conversation>(
        key,
        (known) => known && { ...known, visitor: { ...known.visitor, banned: !banned } },
      );
      void cache.invalidateQueries({ queryKey: keys.lists(api.tenantId) });
      toasts.done(banned ? t('visitor.unbanned') : t('visitor.banned.done'));
    },
    onError: toasts.failed,
  });
  const erase = useMutation({
    mutationFn: () => api.delete(`visitors/${id}`),
    onSuccess: () => {
      toasts.done(t('visitor.erased'));
      void navigate({ to: '/inbox', search: readSearch });
      cache.removeQueries({ queryKey: keys.conversation(api.tenantId, conversation.id) });
      cache.removeQueries({ queryKey: keys.messages(api.tenantId, conversation.id) });
      void cache.invalidateQueries({ queryKey: keys.lists(api.tenantId) });
    },
    onError: toasts.failed,
  });

  if (!mayBan) return null;
  return (
    <section className="panel-section visitor-actions" aria-label={t('visitor.actions')}>
      {banned ? (
        <Button
          size="small"
          icon={<Undo2 aria-hidden="true" />}
          busy={setBanned.isPending}
          onClick={() => setBanned.mutate()}
        >
          {t('visitor.unban')}
        </Button>
      ) : (
        <ConfirmButton
          icon={<Ban aria-hidden="true" />}
          title={t('visitor.ban.title')}
          text={t('visitor.ban.text')}
          busy={setBanned.isPending}
          onConfirm={() => setBanned.mutate()}
        >
          {t('visitor.ban')}
        </ConfirmButton>
      )}
      {mayErase && (
        <ConfirmButton
          icon={<Eraser aria-hidden="true" />}
          title={t('visitor.erase.title')}
          text={t('visitor.erase.text')}
          busy={erase.isPending}
          onConfirm={() => erase.mutate()}
        >
          {t('visitor.erase')}
        </ConfirmButton>
      )}
    </section>
  );
}
