/** Event ids are `epoch-n`: n ascends within an epoch; another epoch is another log. */
export function isNewer(id: string, last: string | null): boolean {
  if (last === null) return true;
  const a = split(id);
  const b = split(last);
  if (!a || !b) return id !== last;
  return a.epoch !== b.epoch || a.number > b.number;
}

function split(id: string): { epoch: string; number: number } | null {
  const at = id.lastIndexOf('-');
  const number = Number(id.slice(at + 1));
  return at > 0 && Number.isSafeInteger(number) ? { epoch: id.slice(0, at), number } : null;
}
