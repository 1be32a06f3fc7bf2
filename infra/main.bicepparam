using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param operatorKey = readEnvironmentVariable('TALLY_OPERATOR_KEY')

// Edge regions, separated by commas: 'eastus2,southeastasia'.
var edges = readEnvironmentVariable('TALLY_REGIONS', '')
param regions = empty(edges) ? [] : map(split(edges, ','), region => trim(region))

param cosmosCapacity = readEnvironmentVariable('TALLY_COSMOS_CAPACITY', 'Serverless')
param eventHubName = readEnvironmentVariable('TALLY_EVENT_HUB_NAME', 'usage-0')
param eventHubMaxThroughputUnits = int(readEnvironmentVariable('TALLY_EVENT_HUB_MAX_THROUGHPUT_UNITS', '10'))
param maximumInstanceCount = int(readEnvironmentVariable('TALLY_MAX_INSTANCES', '100'))
param alwaysReadyInstances = int(readEnvironmentVariable('TALLY_READY_INSTANCES', '0'))
// The compiler knows no number that it reads to be one of those that are allowed.
param instanceMemoryMB = any(int(readEnvironmentVariable('TALLY_INSTANCE_MB', '2048')))
param claimDays = int(readEnvironmentVariable('TALLY_CLAIM_DAYS', '400'))
param traceOneIn = int(readEnvironmentVariable('TALLY_TRACE_ONE_IN', '1000'))
param stripeSecretKey = readEnvironmentVariable('TALLY_STRIPE_SECRET_KEY', '')
param stripeWebhookSecret = readEnvironmentVariable('TALLY_STRIPE_WEBHOOK_SECRET', '')
param publicUrl = readEnvironmentVariable('TALLY_PUBLIC_URL', '')
param mailFrom = readEnvironmentVariable('TALLY_MAIL_FROM', '')
param privateNetworking = bool(readEnvironmentVariable('TALLY_PRIVATE_NETWORKING', 'false'))
param protectData = bool(readEnvironmentVariable('TALLY_PROTECT_DATA', 'true'))
param alertEmail = readEnvironmentVariable('TALLY_ALERT_EMAIL', '')
param monthlyBudget = int(readEnvironmentVariable('TALLY_MONTHLY_BUDGET', '0'))
param budgetStart = readEnvironmentVariable('TALLY_BUDGET_START', '')
param developerPrincipalId = readEnvironmentVariable('TALLY_DEVELOPER_PRINCIPAL_ID', '')
