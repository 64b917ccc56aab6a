import { useState } from 'react';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { EmailField } from './email-field';
import { EntryCard, EntryForm } from './entry-form';
import { useSession } from './use-session';

/** Asks for a reset link. What it says at the end is the same for every address. */
export function ForgotPage({ onBack }: { onBack: () => void }) {
  const { t } = useText();
  const session = useSession();
  const [sent, setSent] = useState<{ mail: boolean } | null>(null);
  if (sent) {
    return (
      <EntryCard title={t('forgot.title')}>
        <p className="sign-in-lead" role="status">
          {t(sent.mail ? 'forgot.mail' : 'forgot.noMail')}
        </p>
        <Button variant="ghost" onClick={onBack}>
          {t('forgot.back')}
        </Button>
      </EntryCard>
    );
  }
  return (
    <EntryForm
      title={t('forgot.title')}
      lead={t('forgot.lead')}
      button={t('forgot.button')}
      other={{ label: t('forgot.back'), go: onBack }}
      send={async (form) => setSent(await session.forgotPassword(String(form.get('email')).trim()))}
    >
      {() => <EmailField />}
    </EntryForm>
  );
}
