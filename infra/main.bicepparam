using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param operatorKey = readEnvironmentVariable('TALLY_OPERATOR_KEY')

// Edge regions, separated by commas: 'eastus2,southeastasia'.
var edges = readEnvironmentVariable('TALLY_REGIONS', '')
param regions = empty(edges) ? [] : split(edges, ',')

param cosmosCapacity = readEnvironmentVariable('TALLY_COSMOS_CAPACITY', 'Serverless')
param eventHubName = readEnvironmentVariable('TALLY_EVENT_HUB_NAME', 'usage-0')
param privateNetworking = bool(readEnvironmentVariable('TALLY_PRIVATE_NETWORKING', 'false'))
param protectData = bool(readEnvironmentVariable('TALLY_PROTECT_DATA', 'true'))
param alertEmail = readEnvironmentVariable('TALLY_ALERT_EMAIL', '')
param monthlyBudget = int(readEnvironmentVariable('TALLY_MONTHLY_BUDGET', '0'))
param developerPrincipalId = readEnvironmentVariable('TALLY_DEVELOPER_PRINCIPAL_ID', '')
