import { useText } from '../messages/text';
import { TextField } from '../ui/field';
import { EntryForm } from './entry-form';
import { useSession } from './use-session';

/** Where a reset link ends: a new password, then the sign-in page. */
export function ResetPage({ token }: { token: string }) {
  const { t } = useText();
  const session = useSession();
  return (
    <EntryForm
      title={t('reset.title')}
      lead={t('reset.lead')}
      button={t('reset.button')}
      other={{ label: t('forgot.back'), go: () => void session.start(null) }}
      send={(form) => session.resetPassword(token, String(form.get('password')))}
    >
      {(errors) => (
        <TextField
          label={t('account.password.new')}
          error={errors['password'] ?? errors['newPassword']}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          autoFocus
        />
      )}
    </EntryForm>
  );
}
