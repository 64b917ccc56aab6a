import { useState } from 'react';
import { ApiError, type Problem } from '../api/problem';
import { useText } from '../messages/text';
import { TextField } from '../ui/field';
import { ProblemNote } from '../ui/problem-note';
import { EmailField } from './email-field';
import { EntryForm } from './entry-form';
import { ForgotPage } from './forgot-page';
import type { SessionState } from './session';
import { useSession } from './use-session';

interface SignInPageProps {
  reason: (SessionState & { phase: 'signed-out' })['reason'];
  problem: Problem | null;
}

export function SignInPage({ reason, problem }: SignInPageProps) {
  const { t } = useText();
  const session = useSession();
  const [forgot, setForgot] = useState(false);
  if (forgot) return <ForgotPage onBack={() => setForgot(false)} />;
  return (
    <EntryForm
      title={t('signIn.title')}
      lead={t(`signIn.lead.${reason}`)}
      notice={reason === 'code-refused' && problem && <ProblemNote error={new ApiError(problem)} />}
      button={t('signIn.button')}
      other={{ label: t('signIn.forgot'), go: () => setForgot(true) }}
      send={(form) => session.signIn(String(form.get('email')).trim(), String(form.get('password')))}
    >
      {() => (
        <>
          <EmailField />
          <TextField
            label={t('signIn.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </>
      )}
    </EntryForm>
  );
}
