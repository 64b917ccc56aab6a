import { useState, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { ProblemNote } from '../ui/problem-note';
import { useSession } from './use-session';

/** Asks for a reset link. What it says at the end is the same for every address. */
export function ForgotForm({ onBack }: { onBack: () => void }) {
  const { t } = useText();
  const session = useSession();
  const [state, setState] = useState<'asking' | 'busy' | 'mail' | 'no-mail'>('asking');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === 'busy') return;
    setState('busy');
    setError(null);
    try {
      const email = String(new FormData(event.currentTarget).get('email')).trim();
      const { mail } = await session.forgotPassword(email);
      setState(mail ? 'mail' : 'no-mail');
    } catch (failure) {
      setError(failure);
      setState('asking');
    }
  };
  return (
    <>
      <h1>{t('forgot.title')}</h1>
      {state === 'mail' || state === 'no-mail' ? (
        <p className="sign-in-lead" role="status">
          {t(state === 'mail' ? 'forgot.mail' : 'forgot.noMail')}
        </p>
      ) : (
        <>
          <p className="sign-in-lead">{t('forgot.lead')}</p>
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
            <Button type="submit" variant="primary" busy={state === 'busy'} className="sign-in-button">
              {t('forgot.button')}
            </Button>
          </form>
        </>
      )}
      <Button variant="ghost" onClick={onBack}>
        {t('forgot.back')}
      </Button>
    </>
  );
}
