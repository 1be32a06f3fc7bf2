// What somebody should be told of. Thresholds are for a small merchant's platform; raise them with the traffic.
param suffix string
param location string
param tags object
param email string
param workspaceId string
param cosmosId string
param eventHubsId string
param serviceBusId string

// Metrics of the services: name, of what, over which limit in a window of five minutes.
var metrics = [
  {
    name: 'dead-letters'
    description: 'Commands were put aside: periods or webhooks that could not be done. GET /v0/deadCommands lists them.'
    severity: 2
    resource: serviceBusId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'DeadletteredMessages'
    aggregation: 'Maximum'
    threshold: 0
    dimensions: []
  }
  {
    name: 'cosmos-throttled'
    description: 'Cosmos DB refuses requests for want of throughput. Nothing is lost; metering and answers wait.'
    severity: 3
    resource: cosmosId
    namespace: 'Microsoft.DocumentDB/databaseAccounts'
    metric: 'TotalRequests'
    aggregation: 'Count'
    threshold: 100
    dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
  }
  {
    name: 'log-throttled'
    description: 'Event Hubs refuses records for want of throughput units: callers get 503 with Retry-After.'
    severity: 2
    resource: eventHubsId
    namespace: 'Microsoft.EventHub/namespaces'
    metric: 'ThrottledRequests'
    aggregation: 'Total'
    threshold: 0
    dimensions: []
  }
  {
    name: 'archive-behind'
    description: 'Capture is behind: what leaves the hub after seven days without being in the archive cannot be proved any more.'
    severity: 1
    resource: eventHubsId
    namespace: 'Microsoft.EventHub/namespaces'
    metric: 'CaptureBacklog'
    aggregation: 'Average'
    threshold: 100000
    dimensions: []
  }
]

// What the app counts itself, as it stands in the workspace: a query whose value is compared with the limit.
var queries = [
  {
    name: 'consumer-lag'
    description: 'Accepted usage waits for more than five minutes before it is counted.'
    severity: 1
    query: 'AppMetrics | where Name == "tally.meter.lag" | summarize value = max(Max)'
    threshold: 300
  }
  {
    name: 'lag-not-measured'
    description: 'Nobody has measured for a quarter of an hour how far metering is behind: the app of the home region does not run.'
    severity: 1
    query: 'AppMetrics | where Name == "tally.meter.lag" | summarize measured = count() | project value = iff(measured == 0, 1, 0)'
    threshold: 0
  }
  {
    name: 'rejected-events'
    description: 'More than one event in twenty is rejected: a metric or a customer is missing, or a client sends nonsense. GET /v0/usage/outcomes?status=rejected lists them.'
    severity: 2
    query: 'AppMetrics | where Name == "tally.meter.events" | extend outcome = tostring(Properties["tally.outcome"]) | summarize rejected = sumif(Sum, outcome == "rejected"), total = sum(Sum) | where total > 100 | project value = 100.0 * rejected / total'
    threshold: 5
  }
  {
    name: 'closings-put-aside'
    description: 'A period could not be closed and was put aside: its invoice waits for somebody.'
    severity: 1
    query: 'AppMetrics | where Name == "tally.commands" | where tostring(Properties["tally.command"]) == "close-period" and tostring(Properties["tally.outcome"]) == "put_aside" | summarize value = sum(Sum)'
    threshold: 0
  }
  {
    name: 'unreadable-records'
    description: 'The hub holds records that are no packed events: something else writes to it.'
    severity: 2
    query: 'AppMetrics | where Name == "tally.meter.unreadable" | summarize value = sum(Sum)'
    threshold: 0
  }
]

var groups = empty(email) ? [] : [group.id]
var metricActions = empty(email) ? [] : [{ actionGroupId: group.id }]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-tallystick-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'tallystick'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource metricAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in metrics: {
    name: 'alert-${alert.name}-${suffix}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [alert.resource]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alert.name
            metricNamespace: alert.namespace
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: alert.threshold
            dimensions: alert.dimensions
          }
        ]
      }
      actions: metricActions
    }
  }
]

resource queryAlerts 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for alert in queries: {
    name: 'alert-${alert.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      // The workspace has no such table before the app has counted for the first time.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: groups }
    }
  }
]
