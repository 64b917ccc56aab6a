import { Chat, type ChatHooks } from "./core/chat";
import type { Client } from "./core/client";
import type { Shelf } from "./core/storage";

/** The conversation behind the panel; a chunk of its own, so that who never chats never loads it. */
export const createChat = (client: Client, shelf: Shelf, hooks: ChatHooks, name: string): Chat =>
  new Chat(client, shelf, hooks, name);
