// One event and a list of events, sent by OpenMeter's own package.
import { OpenMeter } from '@openmeter/sdk';

const openmeter = new OpenMeter({ baseUrl: process.env.TALLY_URL, apiKey: process.env.TALLY_KEY });
const event = (id, tokens) => ({ id, type: 'ai-tokens', subject: process.env.CUSTOMER, source: 'llm-gateway', data: { tokens } });

await openmeter.events.ingest(event('om-1', 100));
await openmeter.events.ingest([event('om-2', 200), event('om-3', '300')]);
