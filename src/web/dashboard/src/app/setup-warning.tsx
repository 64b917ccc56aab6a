import { Link } from '@tanstack/react-router';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { useUsage } from '../settings/use-usage';
import { useTokens } from '../site/use-tokens';
import { useNow } from '../ui/clock';
import { setupWarningOf } from './setup-warning-rules';

const fresh = 5 * 60_000;

/** Says over every page, to those who can mend it, that visitors will lose the chat or have lost it. */
export function SetupWarning() {
  const { t, find, format } = useText();
  const number = new Intl.NumberFormat(format);
  const enabled = useMay('admin');
  const now = useNow();
  const tokens = useTokens({ staleTime: fresh, enabled });
  const usage = useUsage({ staleTime: fresh, enabled });
  const warning =
    enabled && tokens.data && usage.data ? setupWarningOf(tokens.data.items, usage.data.items, now) : null;
  if (!warning) return null;
  const text =
    warning.kind === 'token-ending'
      ? t('setup.warning.token-ending', { count: warning.days })
      : warning.kind === 'tokens-ended'
        ? t('setup.warning.tokens-ended')
        : t(`setup.warning.${warning.kind}`, {
            what: find(`usage.${warning.name}`) ?? warning.name,
            used: number.format(warning.used),
            limit: number.format(warning.limit),
          });
  return (
    <div className="banner" role="status">
      <span>{text}</span>
      <Link to={warning.kind === 'usage-near' || warning.kind === 'usage-full' ? '/usage' : '/site'}>
        {t('setup.warning.look')}
      </Link>
    </div>
  );
}
