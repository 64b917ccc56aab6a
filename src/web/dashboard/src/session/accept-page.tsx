import { useText } from '../messages/text';
import { TextField } from '../ui/field';
import { EntryForm } from './entry-form';
import { useSession } from './use-session';

/** Where an invitation's link ends: the invited person chooses a name and a password, and is in. */
export function AcceptPage({ invitation }: { invitation: string }) {
  const { t } = useText();
  const session = useSession();
  return (
    <EntryForm
      title={t('accept.title')}
      lead={t('accept.lead')}
      button={t('accept.button')}
      other={{ label: t('accept.instead'), go: () => void session.start(null) }}
      send={(form) =>
        session.accept(invitation, String(form.get('name')).trim(), String(form.get('password')))
      }
    >
      {(errors) => (
        <>
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
        </>
      )}
    </EntryForm>
  );
}
