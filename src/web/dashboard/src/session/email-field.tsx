import { useText } from '../messages/text';
import { TextField } from '../ui/field';

/** The address that an account has, as password managers know it. */
export function EmailField() {
  const { t } = useText();
  return (
    <TextField
      label={t('signIn.email')}
      name="email"
      type="email"
      autoComplete="username"
      required
      autoFocus
      spellCheck={false}
    />
  );
}
