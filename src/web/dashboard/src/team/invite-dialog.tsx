import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useGrant } from '../session/use-session';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Dialog } from '../ui/dialog';
import { Select, TextField } from '../ui/field';
import { ProblemNote } from '../ui/problem-note';
import { fullTime } from '../ui/time-text';
import { mayGive, roles, type Invited } from './team';
import { useFieldErrors } from '../ui/problem-text';

/** Makes a link for the colleague; no mail is promised, because none may be set up. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, format } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const { user } = useGrant();
  const invite = useMutation({
    mutationFn: (body: { email: string; role: string }) => api.post<Invited>('users', body),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'users') }),
  });
  const errors = useFieldErrors(invite.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    invite.mutate({ email: String(form.get('email')).trim(), role: String(form.get('role')) });
  };

  if (invite.data) {
    const { url, expiresAt } = invite.data.invitation;
    return (
      <Dialog
        title={t('team.invited')}
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('done')}
          </Button>
        }
      >
        <p>{t('team.invited.text', { email: invite.data.email, until: fullTime(format, expiresAt) })}</p>
        <div className="snippet">
          <pre tabIndex={0} aria-label={t('team.link')}>
            <code>{url}</code>
          </pre>
          <CopyButton text={url} label={t('team.link.copy')} showLabel variant="secondary" />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('team.invite')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('signIn.email')}
          name="email"
          type="email"
          error={errors['email']}
          required
          autoFocus
        />
        <Select label={t('team.role')} hint={t('team.role.hint')} name="role" defaultValue="agent">
          {roles
            .filter((role) => mayGive(user.role, role))
            .map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
        </Select>
        {invite.isError && <ProblemNote error={invite.error} />}
        <div className="form-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={invite.isPending}>
            {t('team.invite.button')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
