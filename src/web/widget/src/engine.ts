import { Chat, type ChatHooks } from "./conversation/chat";
import type { Client } from "./conversation/client";
import type { Shelf } from "./conversation/storage";

/** The conversation behind the panel; a chunk of its own, so that who never chats never loads it. */
export const createChat = (client: Client, shelf: Shelf, hooks: ChatHooks, name: string): Chat =>
  new Chat(client, shelf, hooks, name);
