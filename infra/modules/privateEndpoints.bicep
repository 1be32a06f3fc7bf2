// Ways from a region's network to every service, and the names that lead there.
param suffix string
param location string
param tags object
param networkId string
param subnetId string
param hostStorageId string
param resources object

var targets = [
  { name: 'host-blob', resource: hostStorageId, kind: 'blob', zone: 0 }
  { name: 'data-blob', resource: resources.storageId, kind: 'blob', zone: 0 }
  { name: 'data-table', resource: resources.storageId, kind: 'table', zone: 1 }
  { name: 'cosmos', resource: resources.cosmosId, kind: 'Sql', zone: 2 }
  { name: 'event-hubs', resource: resources.eventHubsId, kind: 'namespace', zone: 3 }
  { name: 'service-bus', resource: resources.serviceBusId, kind: 'namespace', zone: 3 }
  { name: 'key-vault', resource: resources.vaultId, kind: 'vault', zone: 4 }
]
var zoneNames = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.table.${environment().suffixes.storage}'
  'privatelink.documents.azure.com'
  'privatelink.servicebus.windows.net'
  'privatelink.vaultcore.azure.net'
]

resource zones 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for name in zoneNames: {
    name: name
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (name, i) in zoneNames: {
    parent: zones[i]
    name: 'link-${suffix}'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-01-01' = [
  for target in targets: {
    name: 'pe-${target.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        {
          name: target.name
          properties: {
            privateLinkServiceId: target.resource
            groupIds: [target.kind]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-01-01' = [
  for (target, i) in targets: {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: target.name
          properties: { privateDnsZoneId: zones[target.zone].id }
        }
      ]
    }
  }
]
