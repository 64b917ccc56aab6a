import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserMinus } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Role } from '../api/types';
import { useText } from '../messages/text';
import { useGrant } from '../session/use-session';
import { Avatar } from '../ui/avatar';
import { Button, IconButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useToasts } from '../ui/toast';
import { ResetLinkButton } from './reset-link-button';
import { mayGive, roles, type Member } from './team';

export function MemberLine({ member }: { member: Member }) {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const { user } = useGrant();
  const [asking, setAsking] = useState(false);
  const refresh = () => cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'users') });
  const change = useMutation({
    mutationFn: (role: Role) => api.send(`users/${member.id}`, { method: 'PATCH', body: { role } }),
    onSuccess: () => toasts.done(t('saved')),
    onError: toasts.failed,
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`users/${member.id}`),
    onSuccess: refresh,
    onError: toasts.failed,
    onSettled: () => setAsking(false),
  });
  const mayChange = member.id !== user.id && mayGive(user.role, member.role);

  return (
    <li className="line">
      <Avatar name={member.name} seed={member.id} />
      <span className="line-main">
        <span className="line-title">{member.name}</span>
        <span className="line-text">{member.email}</span>
      </span>
      {mayChange ? (
        <>
          <select
            className="input input-small role-select"
            aria-label={t('team.role.of', { name: member.name })}
            value={member.role}
            onChange={(event) => change.mutate(event.target.value as Role)}
          >
            {roles
              .filter((role) => mayGive(user.role, role))
              .map((role) => (
                <option key={role} value={role}>
                  {t(`role.${role}`)}
                </option>
              ))}
          </select>
          <ResetLinkButton member={member} />
          <IconButton
            label={t('team.remove', { name: member.name })}
            icon={<UserMinus aria-hidden="true" />}
            onClick={() => setAsking(true)}
          />
        </>
      ) : (
        <span className="tag">{t(`role.${member.role}`)}</span>
      )}
      {asking && (
        <Dialog
          title={t('team.remove', { name: member.name })}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
                {t('team.remove.button')}
              </Button>
            </>
          }
        >
          <p>{t('team.remove.text')}</p>
        </Dialog>
      )}
    </li>
  );
}
