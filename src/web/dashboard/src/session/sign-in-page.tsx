import { useState, type FormEvent } from 'react';
import { ApiError, type Problem } from '../api/problem';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { ProblemNote } from '../ui/problem-note';
import { ForgotForm } from './forgot-form';
import type { SessionState } from './session';
import { useSession } from './use-session';

interface SignInPageProps {
  reason: (SessionState & { phase: 'signed-out' })['reason'];
  problem: Problem | null;
}

export function SignInPage({ reason, problem }: SignInPageProps) {
  const { t } = useText();
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [forgot, setForgot] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await session.signIn(String(form.get('email')).trim(), String(form.get('password')));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  if (forgot) {
    return (
      <main className="sign-in">
        <div className="sign-in-card">
          <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width="36" height="36" />
          <ForgotForm onBack={() => setForgot(false)} />
        </div>
      </main>
    );
  }
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width="36" height="36" />
        <h1>{t('signIn.title')}</h1>
        <p className="sign-in-lead">{t(`signIn.lead.${reason}`)}</p>
        {reason === 'code-refused' && problem && !error && <ProblemNote error={new ApiError(problem)} />}
        {error !== null && <ProblemNote error={error} />}
        <form onSubmit={(event) => void submit(event)}>
          <TextField
            label={t('signIn.email')}
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
            spellCheck={false}
          />
          <TextField
            label={t('signIn.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
          <Button type="submit" variant="primary" busy={busy} className="sign-in-button">
            {t('signIn.button')}
          </Button>
        </form>
        <Button variant="ghost" onClick={() => setForgot(true)}>
          {t('signIn.forgot')}
        </Button>
      </div>
    </main>
  );
}
