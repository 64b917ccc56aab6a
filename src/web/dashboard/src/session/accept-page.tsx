import { useState, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { ProblemNote } from '../ui/problem-note';
import { useSession } from './use-session';
import { useFieldErrors } from '../ui/problem-text';

/** Where an invitation's link ends: the invited person chooses a name and a password, and is in. */
export function AcceptPage({ invitation }: { invitation: string }) {
  const { t } = useText();
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const errors = useFieldErrors(error);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await session.accept(invitation, String(form.get('name')).trim(), String(form.get('password')));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width="36" height="36" />
        <h1>{t('accept.title')}</h1>
        <p className="sign-in-lead">{t('accept.lead')}</p>
        {error !== null && <ProblemNote error={error} />}
        <form onSubmit={(event) => void submit(event)}>
          <TextField
            label={t('accept.name')}
            hint={t('accept.name.hint')}
            error={errors['name']}
            name="name"
            autoComplete="name"
            maxLength={80}
            autoFocus
          />
          <TextField
            label={t('signIn.password')}
            error={errors['password']}
            name="password"
            type="password"
            autoComplete="new-password"
            required
          />
          <Button type="submit" variant="primary" busy={busy} className="sign-in-button">
            {t('accept.button')}
          </Button>
        </form>
        <Button variant="ghost" onClick={() => void session.start(null)}>
          {t('accept.instead')}
        </Button>
      </div>
    </main>
  );
}
