// Commands for workers: a queue for each kind, with sessions, so that the commands of a subscription run one after the other.
param suffix string
param location string
param tags object
param principalId string
param developerPrincipalId string
param isPrivate bool

// The host scales its listeners by the number of waiting messages, which takes the owner's role:
// https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger#grant-permission-to-the-identity
var serviceBusDataOwner = '090c5cfd-751d-490a-894a-3ce6f1109419'
var queueNames = ['close-period', 'deliver-webhook']
// Private endpoints come with Premium alone.
var tier = isPrivate ? 'Premium' : 'Standard'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'sbns-tallystick-${suffix}'
  location: location
  tags: tags
  sku: {
    name: tier
    tier: tier
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for name in queueNames: {
    parent: namespace
    name: name
    properties: {
      requiresSession: true
      maxDeliveryCount: 10
      lockDuration: 'PT1M'
      // A command that is sent again while it may still wait is dropped; a sweep a minute later sends it anew.
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT30S'
      // The app gives each command an hour: the documents, not the queue, know what is due.
      deadLetteringOnMessageExpiration: false
    }
  }
]

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(namespace.id, principalId, serviceBusDataOwner)
  scope: namespace
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataOwner)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource developer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(developerPrincipalId)) {
  name: guid(namespace.id, developerPrincipalId, serviceBusDataOwner)
  scope: namespace
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataOwner)
    principalId: developerPrincipalId
    principalType: 'User'
  }
}

output id string = namespace.id
output fullyQualifiedNamespace string = '${namespace.name}.servicebus.windows.net'
