export interface Ids {
  url: string;
  customerId: string;
  metricId: string;
}

export interface Snippet {
  name: string;
  code: (ids: Ids) => string;
}

/** The two calls around an API, ready to run: reserve, then report. The key comes from the environment. */
export const snippets: readonly Snippet[] = [
  {
    name: 'curl',
    code: ({ url, customerId, metricId }) => `call() {
  curl -sS --fail-with-body "${url}$1" -H "Authorization: Bearer $TALLY_KEY" -H "Content-Type: application/json" -d "$2"
}

HOLD=$(call /v0/entitlements '{"customerId": "${customerId}",
  "entitlementData": [{"billableMetricId": "${metricId}", "quantity": 10}]}' | grep -o 'com_[a-zA-Z0-9]*')

# ... the work ...

call /v0/usage '{"idempotencyKey": "run-1", "customerId": "${customerId}", "entitlementId": "'$HOLD'",
  "timestamp": "'$(date -u +%FT%TZ)'", "properties": [{"billableMetricId": "${metricId}", "quantity": 3}]}'
`,
  },
  {
    name: 'JavaScript',
    code: ({ url, customerId, metricId }) => `async function call(path, body) {
  const response = await fetch('${url}' + path, {
    method: 'POST',
    headers: { Authorization: \`Bearer \${process.env.TALLY_KEY}\`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error((await response.json()).message);
  return response.json();
}

const hold = await call('/v0/entitlements', {
  customerId: '${customerId}',
  entitlementData: [{ billableMetricId: '${metricId}', quantity: 10 }],
});

// ... the work ...

await call('/v0/usage', {
  idempotencyKey: 'run-1', // Sent again, it is the same event.
  customerId: '${customerId}',
  entitlementId: hold.id,
  timestamp: new Date().toISOString(),
  properties: [{ billableMetricId: '${metricId}', quantity: 3 }],
});
`,
  },
  {
    name: 'Python',
    code: ({ url, customerId, metricId }) => `import json, os, urllib.request
from datetime import datetime, timezone

def call(path, body):
    request = urllib.request.Request(
        "${url}" + path,
        data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + os.environ["TALLY_KEY"], "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)

hold = call("/v0/entitlements", {
    "customerId": "${customerId}",
    "entitlementData": [{"billableMetricId": "${metricId}", "quantity": 10}]})

# ... the work ...

call("/v0/usage", {
    "idempotencyKey": "run-1",  # Sent again, it is the same event.
    "customerId": "${customerId}",
    "entitlementId": hold["id"],
    "timestamp": datetime.now(timezone.utc).isoformat(),
    "properties": [{"billableMetricId": "${metricId}", "quantity": 3}]})
`,
  },
  {
    name: 'C#',
    code: ({ url, customerId, metricId }) => `using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

using var http = new HttpClient { BaseAddress = new Uri("${url}") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("TALLY_KEY"));

async Task<JsonElement> CallAsync(string path, object body)
{
    using var response = await http.PostAsJsonAsync(path, body);
    response.EnsureSuccessStatusCode();
    return await response.Content.ReadFromJsonAsync<JsonElement>();
}

var hold = await CallAsync("/v0/entitlements", new
{
    customerId = "${customerId}",
    entitlementData = new[] { new { billableMetricId = "${metricId}", quantity = 10 } },
});

// ... the work ...

await CallAsync("/v0/usage", new
{
    idempotencyKey = "run-1", // Sent again, it is the same event.
    customerId = "${customerId}",
    entitlementId = hold.GetProperty("id").GetString(),
    timestamp = DateTimeOffset.UtcNow,
    properties = new[] { new { billableMetricId = "${metricId}", quantity = 3 } },
});
`,
  },
];
