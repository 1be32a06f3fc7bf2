// A receiver that knows its sender by the official package of Standard Webhooks, under both names of the headers.
// It writes its port, then a line for each delivery; each line that it reads is the secret from then on.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';

let webhook;
const write = (line) => console.log(JSON.stringify(line));

const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const headersOf = (name) => Object.fromEntries(['id', 'timestamp', 'signature'].map((part) => [`webhook-${part}`, request.headers[`${name}-${part}`]]));
  const headers = headersOf('webhook');
  try {
    webhook.verify(body, headersOf('svix'));
    write({ id: headers['webhook-id'], signatures: headers['webhook-signature'].split(' ').length, told: webhook.verify(body, headers) });
    response.writeHead(204).end();
  } catch (error) {
    write({ id: headers['webhook-id'], error: error.message });
    response.writeHead(400).end();
  }
});
server.listen(0, '127.0.0.1', () => write({ port: server.address().port }));

createInterface({ input: process.stdin })
  .on('line', (secret) => { webhook = new Webhook(secret); write({ hasSecret: true }); })
  .on('close', () => process.exit());
