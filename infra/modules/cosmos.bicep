// The ledger: windows, wallets, catalogue, invoices. Written in the home region alone.
param suffix string
param location string
param tags object
param readRegions array
@allowed(['Serverless', 'Autoscale'])
param capacity string
param maxThroughput int
param principalId string
param developerPrincipalId string
param isPrivate bool

// Cosmos DB's own role, which reads and writes items and nothing else: https://learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-security
var dataContributor = '00000000-0000-0000-0000-000000000002'
var writers = empty(developerPrincipalId) ? [principalId] : [principalId, developerPrincipalId]
var readLocations = [
  for (region, i) in readRegions: {
    locationName: region
    failoverPriority: i + 1
  }
]

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: 'cosmos-tallystick-${suffix}'
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    disableLocalAuth: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    enableAutomaticFailover: !empty(readRegions)
    enableMultipleWriteLocations: false
    capabilities: capacity == 'Serverless' ? [{ name: 'EnableServerless' }] : []
    // In the region of the writes this reads like strong consistency: whoever was answered is seen by the next reader.
    consistencyPolicy: {
      defaultConsistencyLevel: 'BoundedStaleness'
      maxStalenessPrefix: 100000
      maxIntervalInSeconds: 300
    }
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: 'Continuous30Days' }
    }
    locations: concat(
      [
        {
          locationName: location
          failoverPriority: 0
        }
      ],
      readLocations
    )
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-05-15' = {
  parent: account
  name: 'tallystick'
  properties: {
    resource: { id: 'tallystick' }
  }
}

resource ledger 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-05-15' = {
  parent: database
  name: 'ledger'
  properties: {
    resource: {
      id: 'ledger'
      partitionKey: {
        paths: ['/partition']
        kind: 'Hash'
        version: 2
      }
      // Documents are asked for by their partition and their ids, of which only these are indexed by themselves: every other path would be paid for with each write.
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [{ path: '/partition/?' }]
        excludedPaths: [{ path: '/*' }]
      }
    }
    options: capacity == 'Serverless'
      ? {}
      : {
          autoscaleSettings: { maxThroughput: maxThroughput }
        }
  }
}

resource writer 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-05-15' = [
  for principal in writers: {
    parent: account
    name: guid(account.id, principal, dataContributor)
    properties: {
      roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
      principalId: principal
      scope: account.id
    }
  }
]

output id string = account.id
output endpoint string = account.properties.documentEndpoint
