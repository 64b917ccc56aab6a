import { expect, test } from "vitest";
import { asFault } from "./fault";
import { readTurn } from "./turn-stream";

function streamed(...chunks: string[]) {
  const bytes = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(bytes.encode(chunk));
      controller.close();
    },
  });
  const heard: unknown[] = [];
  const turn = readTurn(new Response(body), {
    accepted: (data) => heard.push(["accepted", data]),
    delta: (text) => heard.push(text),
    reply: (message) => heard.push(["reply", message.id]),
  });
  return { turn, heard };
}

const done = 'event: done\ndata: {"success":true,"status":"answered"}\n\n';

test("a turn is told as it happens, however the bytes are cut", async () => {
  const text =
    'event: accepted\ndata: {"conversationId":"c","seq":1}\n\n: \n\nevent: delta\ndata: {"text":"Grüße "}\n\n' +
    'event: delta\ndata: {"text":"aus Galway"}\n\nid: 2\nevent: reply\ndata: {"id":"m"}\n\n' +
    done;
  const { turn, heard } = streamed(...(text.match(/[\s\S]{1,7}/g) ?? []));
  expect(await turn).toMatchObject({ status: "answered" });
  expect(heard).toEqual([["accepted", { conversationId: "c", seq: 1 }], "Grüße ", "aus Galway", ["reply", "m"]]);
});

test("a stream that breaks off is a lost answer, not an answer", async () => {
  await expect(streamed('event: accepted\ndata: {"conversationId":"c","seq":1}\n\n').turn).rejects.toThrow(/ended/);
});

test("an error event is a refusal with its code", async () => {
  const { turn } = streamed(
    'event: error\ndata: {"code":"internal_error","status":500,"requestId":"r-1","retryable":true}\n\n',
  );
  const fault = asFault(await turn.catch((error: unknown) => error));
  expect(fault).toMatchObject({ code: "internal_error", requestId: "r-1", retryable: true });
});
