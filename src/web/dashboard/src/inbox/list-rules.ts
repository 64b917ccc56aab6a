import type { Conversation, Page } from '../api/types';

export interface ListData {
  pages: Page<Conversation>[];
  pageParams: unknown[];
}

/** The newer of two copies; the known one when they are equal, so that nothing renders again. */
export function newerVersion(known: Conversation | undefined, incoming: Conversation): Conversation {
  return known && known.version >= incoming.version ? known : incoming;
}

/** Latest activity first, as the server sorts. */
export function compareConversations(a: Conversation, b: Conversation): number {
  return activity(b) - activity(a) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

// Ten thousand conversations are compared anew with each event: their dates are read once.
const activities = new WeakMap<Conversation, number>();

function activity(conversation: Conversation): number {
  let at = activities.get(conversation);
  if (at === undefined) {
    at = Date.parse(conversation.lastMessage?.createdAt ?? conversation.createdAt);
    activities.set(conversation, at);
  }
  return at;
}

/** All pages as one list: each conversation once, in its newest copy. */
export function flatten(data: ListData | undefined): Conversation[] {
  const byId = new Map<string, Conversation>();
  for (const page of data?.pages ?? []) {
    for (const item of page.items) byId.set(item.id, newerVersion(byId.get(item.id), item));
  }
  return [...byId.values()].sort(compareConversations);
}

/**
 * Applies an event to a loaded list. `belongs`: true puts it in, false takes it out, undefined only replaces
 * it where it is. One older than the last loaded page stays out: a later page brings it.
 */
export function applyToList(
  data: ListData,
  conversation: Conversation,
  belongs: boolean | undefined,
): ListData {
  let found = false;
  let changed = false;
  const pages = data.pages.map((page) => {
    const index = page.items.findIndex((item) => item.id === conversation.id);
    const known = page.items[index];
    if (!known) return page;
    found = true;
    if (newerVersion(known, conversation) === known) return page;
    changed = true;
    const items = belongs === false ? page.items.toSpliced(index, 1) : page.items.with(index, conversation);
    return { ...page, items };
  });
  if (!found && belongs && withinLoaded(data, conversation)) {
    const [first = { items: [], nextCursor: null }, ...rest] = pages;
    return { ...data, pages: [{ ...first, items: [conversation, ...first.items] }, ...rest] };
  }
  return changed ? { ...data, pages } : data;
}

/** The list's beginning: what is worth reading again at once; scrolling brings the rest anew. */
export function trim(data: ListData, pages: number): ListData {
  if (data.pages.length <= pages) return data;
  return { pages: data.pages.slice(0, pages), pageParams: data.pageParams.slice(0, pages) };
}

function withinLoaded(data: ListData, conversation: Conversation): boolean {
  const last = data.pages.at(-1);
  if (!last || last.nextCursor === null) return true;
  const oldest = last.items.at(-1);
  return !oldest || compareConversations(conversation, oldest) < 0;
}
