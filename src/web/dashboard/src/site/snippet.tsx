import { useText } from '../messages/text';
import { CopyButton } from '../ui/copy-button';

/** Code to paste into a site. */
export function Snippet({ code }: { code: string }) {
  const { t } = useText();
  return (
    <div className="snippet">
      <pre tabIndex={0} aria-label={t('snippet.label')}>
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label={t('snippet.copy')} showLabel variant="secondary" />
    </div>
  );
}
