// The event log: a hub, and its archive by Capture.
param suffix string
param location string
param tags object
param hubName string
param partitions int
param maxThroughputUnits int
param principalId string
param developerPrincipalId string
param captureIdentityId string
param captureStorageId string
param captureContainer string
param isPrivate bool

var eventHubsDataSender = '2b629674-e913-4c01-ae53-ef4638d8f975'
var eventHubsDataReceiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: 'evhns-tallystick-${suffix}'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Standard'
    capacity: 1
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${captureIdentityId}': {}
    }
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    isAutoInflateEnabled: maxThroughputUnits > 1
    maximumThroughputUnits: maxThroughputUnits > 1 ? maxThroughputUnits : 0
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: hubName
  properties: {
    partitionCount: partitions
    retentionDescription: {
      cleanupPolicy: 'Delete'
      retentionTimeInHours: 168
    }
    captureDescription: {
      enabled: true
      encoding: 'Avro'
      intervalInSeconds: 300
      sizeLimitInBytes: 314572800
      skipEmptyArchives: true
      destination: {
        name: 'EventHubArchive.AzureBlockBlob'
        identity: {
          type: 'UserAssigned'
          userAssignedIdentity: captureIdentityId
        }
        properties: {
          storageAccountResourceId: captureStorageId
          blobContainer: captureContainer
          // Names that sort by time: the app finds a record's file by them.
          archiveNameFormat: '{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}'
        }
      }
    }
  }
}

resource metering 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = {
  parent: hub
  name: 'metering'
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [eventHubsDataSender, eventHubsDataReceiver]: {
    name: guid(hub.id, principalId, role)
    scope: hub
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource developer 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [eventHubsDataSender, eventHubsDataReceiver]: if (!empty(developerPrincipalId)) {
    name: guid(hub.id, developerPrincipalId, role)
    scope: hub
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: developerPrincipalId
      principalType: 'User'
    }
  }
]

output id string = namespace.id
output hubName string = hub.name
output fullyQualifiedNamespace string = '${namespace.name}.servicebus.windows.net'
