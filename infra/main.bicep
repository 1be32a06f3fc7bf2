// Tallystick in one subscription. Data in a resource group of its own, behind a lock; an app in the home region, and one in each edge region.
// Nothing here has a key: what the app may do is a role assignment, beside the resource that it is for.
targetScope = 'subscription'

@description('The name that azd gives to this deployment; part of the names of its resources.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('The home region: where the data is and where usage is metered and billed.')
param location string

@description('Edge regions, each with an app that answers HTTP near its callers. None: no Front Door either.')
param regions array = []

@description('The operator\'s key, 20 characters or more. Whoever has it can make merchants.')
@secure()
@minLength(20)
param operatorKey string

@description('How many days idempotency keys are remembered; 36 or more.')
@minValue(36)
param claimDays int = 400

@description('Of how many events one is followed by a trace; 0 for none.')
@minValue(0)
param traceOneIn int = 1000

@description('The secret key of the Stripe account that takes the payments of live mode; empty for none.')
@secure()
param stripeSecretKey string = ''

@description('What Stripe signs its messages with; with the key.')
@secure()
param stripeWebhookSecret string = ''

@description('The address that mails and webhooks lead to, and that customers come back to after they have paid at Stripe: TALLY_URL, or a name of its own. Empty for the address of the app, without Stripe.')
param publicUrl string = ''

@description('The address that mails to customers are from, which wait in the container mails for a program that sends them; empty for no mails.')
param mailFrom string = ''

@description('How Cosmos DB is paid for: by request, or by provisioned throughput that scales between a tenth and all of it. Edge regions have replicas, to fail over to, with the second alone. For the life of the account.')
@allowed(['Serverless', 'Autoscale'])
param cosmosCapacity string = 'Serverless'

@description('The most request units a second with Autoscale.')
@minValue(1000)
param cosmosMaxThroughput int = 4000

@description('The hub of the event log. The number behind the dash is the number of the log: a hub that is made anew gets the next one.')
param eventHubName string = 'usage-0'

@description('Partitions of the hub; for its whole life. Metering scales to one instance a partition.')
@minValue(1)
@maxValue(32)
param eventHubPartitions int = 8

@description('The most throughput units that the namespace inflates to; each takes 1 MB or 1,000 records a second.')
@minValue(1)
@maxValue(40)
param eventHubMaxThroughputUnits int = 10

@description('The most instances that each app grows to.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Memory of an instance, in MB. Less costs less, and takes fewer requests at once.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances that always wait for requests, in each region: no cold start, for a price by the second.')
@minValue(0)
param alwaysReadyInstances int = 0

@description('True to reach every service through private endpoints alone. Takes Service Bus Premium, so it is decided when the namespace is made.')
param privateNetworking bool = false

@description('Where alerts and the budget are told; empty for nobody.')
param alertEmail string = ''

@description('What a month may cost before somebody is told, in the currency of the subscription; 0 for no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('The first month of the budget, yyyy-MM-01, which Azure refuses to change later; empty for the month of the deployment.')
param budgetStart string = ''

@description('The month of the deployment.')
param thisMonth string = utcNow('yyyy-MM-01')

@description('True to keep the data when the deployment is deleted: a lock on its resource group.')
param protectData bool = true

@description('A developer who may read and write the data from a machine of their own; empty for nobody.')
param developerPrincipalId string = ''

// Names of storage accounts and namespaces are of the whole world.
var suffix = uniqueString(subscription().id, environmentName)
var tags = { 'azd-env-name': environmentName }
var isAtEdges = !empty(regions)
var firstMonth = empty(budgetStart) ? thisMonth : budgetStart

resource dataGroup 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}-data'
  location: location
  tags: tags
}

resource homeGroup 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

resource edgeGroups 'Microsoft.Resources/resourceGroups@2024-03-01' = [
  for region in regions: {
    name: 'rg-${environmentName}-${region}'
    location: region
    tags: tags
  }
]

module lock 'modules/lock.bicep' = if (protectData) {
  name: 'lock'
  scope: dataGroup
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: dataGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: dataGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/keyVault.bicep' = {
  name: 'keyVault'
  scope: dataGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    operatorKey: operatorKey
    stripeSecretKey: stripeSecretKey
    stripeWebhookSecret: stripeWebhookSecret
    isPrivate: privateNetworking
  }
}

module storage 'modules/dataStorage.bicep' = {
  name: 'dataStorage'
  scope: dataGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    capturePrincipalId: identity.outputs.capturePrincipalId
    developerPrincipalId: developerPrincipalId
    isPrivate: privateNetworking
  }
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  scope: dataGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
    readRegions: cosmosCapacity == 'Autoscale' ? regions : []
    capacity: cosmosCapacity
    maxThroughput: cosmosMaxThroughput
    principalId: identity.outputs.principalId
    developerPrincipalId: developerPrincipalId
    isPrivate: privateNetworking
  }
}

module eventHubs 'modules/eventHubs.bicep' = {
  name: 'eventHubs'
  scope: dataGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
    hubName: eventHubName
    partitions: eventHubPartitions
    maxThroughputUnits: eventHubMaxThroughputUnits
    principalId: identity.outputs.principalId
    developerPrincipalId: developerPrincipalId
    captureIdentityId: identity.outputs.captureId
    captureStorageId: storage.outputs.id
    captureContainer: storage.outputs.captureContainer
    isPrivate: privateNetworking
  }
}

module serviceBus 'modules/serviceBus.bicep' = {
  name: 'serviceBus'
  scope: dataGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    developerPrincipalId: developerPrincipalId
    isPrivate: privateNetworking
  }
}

module frontDoor 'modules/frontDoor.bicep' = if (isAtEdges) {
  name: 'frontDoor'
  scope: homeGroup
  params: {
    suffix: suffix
    tags: tags
  }
}

// What every app is told, wherever it runs.
var services = {
  identityId: identity.outputs.id
  identityClientId: identity.outputs.clientId
  identityPrincipalId: identity.outputs.principalId
  applicationInsightsConnectionString: monitoring.outputs.connectionString
  operatorKeyReference: vault.outputs.operatorKeyReference
  claimDays: claimDays
  traceOneIn: traceOneIn
  stripeSecretKeyReference: empty(stripeSecretKey) ? '' : vault.outputs.stripeSecretKeyReference
  stripeWebhookSecretReference: empty(stripeWebhookSecret) ? '' : vault.outputs.stripeWebhookSecretReference
  publicUrl: publicUrl
  mailFrom: mailFrom
  eventHub: eventHubs.outputs.hubName
  eventHubsNamespace: eventHubs.outputs.fullyQualifiedNamespace
  serviceBusNamespace: serviceBus.outputs.fullyQualifiedNamespace
  cosmosEndpoint: cosmos.outputs.endpoint
  tableServiceUri: storage.outputs.tableServiceUri
  blobServiceUri: storage.outputs.blobServiceUri
}

// What private endpoints lead to.
var privateResources = {
  storageId: storage.outputs.id
  cosmosId: cosmos.outputs.id
  eventHubsId: eventHubs.outputs.id
  serviceBusId: serviceBus.outputs.id
  vaultId: vault.outputs.id
}

module home 'modules/stamp.bicep' = {
  name: 'home'
  scope: homeGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
    isHome: true
    services: services
    privateResources: privateResources
    isPrivate: privateNetworking
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyInstances: alwaysReadyInstances
    frontDoorId: isAtEdges ? frontDoor!.outputs.id : ''
  }
}

module edges 'modules/stamp.bicep' = [
  for region in regions: {
    name: 'edge-${region}'
    // By name, and not edgeGroups[i]: of that the compiler makes an index that the outputs of this module cannot be read by.
    scope: resourceGroup('rg-${environmentName}-${region}')
    params: {
      suffix: uniqueString(subscription().id, environmentName, region)
      location: region
      tags: tags
      isHome: false
      services: services
      privateResources: privateResources
      isPrivate: privateNetworking
      maximumInstanceCount: maximumInstanceCount
      instanceMemoryMB: instanceMemoryMB
      alwaysReadyInstances: alwaysReadyInstances
      frontDoorId: frontDoor!.outputs.id
    }
    dependsOn: [edgeGroups]
  }
]

module origins 'modules/frontDoorOrigins.bicep' = if (isAtEdges) {
  name: 'frontDoorOrigins'
  scope: homeGroup
  params: {
    profileName: frontDoor!.outputs.name
    endpointName: frontDoor!.outputs.endpointName
    homeHostName: home.outputs.hostName
    edgeHostNames: [for (region, i) in regions: edges[i].outputs.hostName]
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: dataGroup
  params: {
    suffix: suffix
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    cosmosId: cosmos.outputs.id
    eventHubsId: eventHubs.outputs.id
    serviceBusId: serviceBus.outputs.id
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: dataGroup
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  params: {
    name: 'budget-${environmentName}'
    amount: monthlyBudget
    startDate: firstMonth
    email: alertEmail
    environmentName: environmentName
  }
}

// azd keeps it, and hands it back with the next deployment.
output TALLY_BUDGET_START string = monthlyBudget > 0 ? firstMonth : ''
output AZURE_FUNCTION_NAME string = home.outputs.name
output TALLY_URL string = isAtEdges ? 'https://${frontDoor!.outputs.hostName}' : 'https://${home.outputs.hostName}'
output TALLY_EDGE_APPS array = [
  for (region, i) in regions: {
    group: edgeGroups[i].name
    name: edges[i].outputs.name
  }
]
output TALLY_EVENT_HUB string = eventHubs.outputs.hubName
output TALLY_EVENT_HUBS_NAMESPACE string = eventHubs.outputs.fullyQualifiedNamespace
output TALLY_SERVICE_BUS_NAMESPACE string = serviceBus.outputs.fullyQualifiedNamespace
output TALLY_COSMOS_ENDPOINT string = cosmos.outputs.endpoint
output TALLY_TABLE_SERVICE_URI string = storage.outputs.tableServiceUri
output TALLY_BLOB_SERVICE_URI string = storage.outputs.blobServiceUri
