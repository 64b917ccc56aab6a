import { useText } from '../messages/text';
import { CopyButton } from './copy-button';

/** A secret that is shown this once: to be copied, never to be read again. */
export function SecretNote({ label, secret }: { label: string; secret: string }) {
  const { t } = useText();
  return (
    <div className="secret" role="group" aria-label={label}>
      <p>{t('secret.once')}</p>
      <p className="secret-row">
        <code tabIndex={0}>{secret}</code>
        <CopyButton text={secret} label={t('secret.copy')} showLabel variant="secondary" />
      </p>
    </div>
  );
}
