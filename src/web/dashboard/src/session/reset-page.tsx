import { useState, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { ProblemNote } from '../ui/problem-note';
import { useSession } from './use-session';
import { useFieldErrors } from '../ui/problem-text';

/** Where a reset link ends: a new password, then the sign-in page. */
export function ResetPage({ token }: { token: string }) {
  const { t } = useText();
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const errors = useFieldErrors(error);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await session.resetPassword(token, String(new FormData(event.currentTarget).get('password')));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width="36" height="36" />
        <h1>{t('reset.title')}</h1>
        <p className="sign-in-lead">{t('reset.lead')}</p>
        {error !== null && <ProblemNote error={error} />}
        <form onSubmit={(event) => void submit(event)}>
          <TextField
            label={t('account.password.new')}
            error={errors['password'] ?? errors['newPassword']}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            autoFocus
          />
          <Button type="submit" variant="primary" busy={busy} className="sign-in-button">
            {t('reset.button')}
          </Button>
        </form>
        <Button variant="ghost" onClick={() => void session.start(null)}>
          {t('forgot.back')}
        </Button>
      </div>
    </main>
  );
}
