import { useMutation } from '@tanstack/react-query';
import { useRef, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { useGrant, useSession } from '../session/use-session';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { useToasts } from '../ui/toast';
import { useFieldErrors } from '../ui/problem-text';

export function PasswordCard() {
  const { t } = useText();
  const session = useSession();
  const toasts = useToasts();
  const { user } = useGrant();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) =>
      session.changePassword(current, next),
    onSuccess: () => {
      form.current?.reset();
      toasts.done(t('account.password.changed'));
    },
  });
  const errors = useFieldErrors(change.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    change.mutate({ current: String(data.get('current')), next: String(data.get('next')) });
  };
  return (
    <Card title={t('account.password')} text={t('account.password.text')}>
      <form className="form" ref={form} onSubmit={submit}>
        {/* For password keepers: whose password this is. */}
        <input type="email" name="email" value={user.email} autoComplete="username" readOnly hidden />
        <TextField
          label={t('account.password.current')}
          name="current"
          type="password"
          autoComplete="current-password"
          error={errors['currentPassword']}
          required
        />
        <TextField
          label={t('account.password.new')}
          name="next"
          type="password"
          autoComplete="new-password"
          error={errors['newPassword']}
          required
        />
        {change.isError && <ProblemNote error={change.error} />}
        <div className="form-actions">
          <Button type="submit" variant="primary" busy={change.isPending}>
            {t('account.password.change')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
