import { useText } from '../messages/text';
import { useNow } from './clock';
import { duration, fullTime, shortTime } from './time-text';

/** When something happened, in the list's short form, with the full date as its tooltip. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const text = useText();
  const now = useNow();
  return (
    <time dateTime={at} title={fullTime(text.format, at)} className={className}>
      {shortTime(text, Date.parse(at), now)}
    </time>
  );
}

/** For how long something has been going on, such as a visitor's wait. */
export function Elapsed({ since }: { since: string }) {
  const text = useText();
  const now = useNow();
  return <>{duration(text, Math.max(0, now - Date.parse(since)))}</>;
}
